# SPDX-License-Identifier: Apache-2.0
#
# Drivers as they are shipped: Windows .sys files for x64, made by mingw-w64.
#
#   ndc_sys(NAME FOLDER [FILE ...])
#
# NAME.sys from the sources of FOLDER and further files (a mutant, say) goes to
# build/<preset>/providers/. The target is sys.NAME, all of them are `sys`. Without a cross
# compiler nothing is defined but an empty target.
find_program(MINGW_GCC x86_64-w64-mingw32-gcc)
add_custom_target(sys)

function(ndc_sys name folder)
    if(NOT MINGW_GCC)
        return()
    endif()
    set(output "${CMAKE_BINARY_DIR}/providers/${name}.sys")
    file(GLOB sources CONFIGURE_DEPENDS "${folder}/*.[ch]" harness/include/netdma*.h)
    add_custom_command(OUTPUT "${output}" VERBATIM
        COMMAND providers/build_sys.sh "${folder}" "${output}" ${ARGN}
        DEPENDS ${sources} ${ARGN} providers/build_sys.sh providers/netdma.def
        WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}"
        COMMENT "Driver ${name}.sys")
    string(REPLACE "/" "." target "sys.${name}")
    add_custom_target(${target} DEPENDS "${output}")
    add_dependencies(sys ${target})
endfunction()

ndc_sys(reference providers/reference)
ndc_sys(template providers/template)
