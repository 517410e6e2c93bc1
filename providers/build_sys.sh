#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds a provider as a Windows driver for x64, the way it is shipped:
#
#   build_sys.sh FOLDER OUTPUT.sys [FILE.c ...]
#
# FOLDER holds the driver's sources; every .c file there is compiled. Further files are compiled in
# as well, and their __wrap_NAME functions take the place of NAME, as for mutants and variants.
# NetDMA and NDIS routines are imported from ndis.sys. Objects go beside the output.
# Needs gcc-mingw-w64-x86-64; CROSS names another tool prefix, DDK another folder of DDK headers.
set -eu

if [ $# -lt 2 ]; then
    sed -n 's/^# \{0,1\}//; 4,11p' "$0" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
output=$2
shift 2
cross=${CROSS:-x86_64-w64-mingw32}
ddk=${DDK:-$("$cross-gcc" -print-sysroot)/usr/$cross/include/ddk}
[ -d "$ddk" ] || ddk=/usr/share/mingw-w64/include/ddk
work=$output.objects
mkdir -p "$work"

"$cross-dlltool" --def "$here/netdma.def" --output-lib "$work/libnetdma.a"

objects=
wraps=
for source in "$folder"/*.c "$@"; do
    object=$work/$(basename "$source" .c).o
    "$cross-gcc" -std=gnu11 -O2 -Wall -Wextra -Werror -ffreestanding \
        -fno-asynchronous-unwind-tables -mno-stack-arg-probe \
        -D_WIN32_WINNT=0x0600 -DNTDDI_VERSION=0x06000100 \
        -isystem "$ddk" -I"$here/../harness/include" -I"$folder" \
        -c "$source" -o "$object"
    objects="$objects $object"
done
for name in $(cat /dev/null "$@" | grep -o '__wrap_[A-Za-z0-9_]*' | sed 's/^__wrap_//' | sort -u); do
    wraps="$wraps -Wl,--wrap=$name"
done

# Words are meant to split.
# shellcheck disable=SC2086
"$cross-gcc" -shared -nostdlib -nostartfiles -s -Wl,--subsystem,native -Wl,-e,DriverEntry \
    -Wl,--exclude-all-symbols -Wl,--no-insert-timestamp -Wl,--dynamicbase -Wl,--nxcompat \
    $wraps $objects -o "$output" "$work/libnetdma.a" -lntoskrnl -lhal
