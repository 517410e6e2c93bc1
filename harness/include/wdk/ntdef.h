/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The basic types of Windows kernel code, for a driver that runs in user mode on the harness.
 *
 *  - Names, widths and layouts are those of 64-bit Windows: LONG and ULONG have 32 bits, WCHAR 16.
 *  - NTAPI is the Microsoft calling convention on x86-64, on every system.
 *  - Build drivers with -fshort-wchar, so that L"text" consists of WCHAR.
 */
#ifndef NDC_WDK_NTDEF_H
#define NDC_WDK_NTDEF_H

#include <stddef.h>
#include <stdint.h>

#include "part/sal.h"

#if defined(__x86_64__)
#define NTAPI __attribute__((ms_abi))
#else
#define NTAPI
#endif
#define STDCALL NTAPI
#define FASTCALL NTAPI
#define NTKERNELAPI
#define NTHALAPI
#define NTSYSAPI
#define NTSYSCALLAPI
#define DECLSPEC_IMPORT
#define DECLSPEC_NORETURN __attribute__((noreturn))
#define DECLSPEC_ALIGN(bytes) __attribute__((aligned(bytes)))
#define FORCEINLINE static inline __attribute__((always_inline, unused))
#define POINTER_ALIGNMENT DECLSPEC_ALIGN(8)
#define RESTRICTED_POINTER
#define UNALIGNED
#define CONST const
#define ANYSIZE_ARRAY 1
#define DUMMYUNIONNAME
#define DUMMYSTRUCTNAME

#define VOID void
typedef void *PVOID, **PPVOID;
typedef PVOID HANDLE, *PHANDLE;
typedef char CHAR, *PCHAR, *PSTR, CCHAR, *PCCHAR;
typedef const char *PCSTR, *PCSZ;
typedef signed char SCHAR, *PSCHAR;
typedef uint8_t UCHAR, *PUCHAR, BYTE, *PBYTE;
typedef UCHAR BOOLEAN, *PBOOLEAN;
typedef int16_t SHORT, *PSHORT, CSHORT, *PCSHORT;
typedef uint16_t USHORT, *PUSHORT, WORD;
typedef uint16_t WCHAR, *PWCHAR, *PWSTR, *PWCH;
typedef const WCHAR *PCWSTR, *PCWCH;
typedef int INT, BOOL;
typedef unsigned int UINT;
typedef int32_t LONG, *PLONG, INT32, LONG32;
typedef uint32_t ULONG, *PULONG, DWORD, ULONG32, *PULONG32, UINT32;
typedef int64_t LONGLONG, *PLONGLONG, LONG64, *PLONG64, INT64;
typedef uint64_t ULONGLONG, *PULONGLONG, ULONG64, *PULONG64, UINT64, DWORD64, *PDWORD64;
typedef uint8_t UINT8;
typedef uint16_t UINT16;
typedef int64_t LONG_PTR, *PLONG_PTR, INT_PTR, SSIZE_T;
typedef uint64_t ULONG_PTR, *PULONG_PTR, UINT_PTR, DWORD_PTR, SIZE_T, *PSIZE_T;
typedef ULONG_PTR KAFFINITY, *PKAFFINITY;
typedef UCHAR KIRQL, *PKIRQL;
typedef CCHAR KPROCESSOR_MODE;
typedef LONG KPRIORITY;
typedef LONG NTSTATUS, *PNTSTATUS;
typedef ULONG ACCESS_MASK, DEVICE_TYPE, LOGICAL, *PLOGICAL;

#define TRUE 1
#define FALSE 0
#define MAXUCHAR 0xFF
#define MAXUSHORT 0xFFFF
#define MAXULONG 0xFFFFFFFFu
#define MAXLONG 0x7FFFFFFF
#define MAXULONGLONG (~(ULONGLONG)0)

typedef union _LARGE_INTEGER {
    struct {
        ULONG LowPart;
        LONG HighPart;
    };
    struct {
        ULONG LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER, PHYSICAL_ADDRESS, *PPHYSICAL_ADDRESS;

typedef union _ULARGE_INTEGER {
    struct {
        ULONG LowPart;
        ULONG HighPart;
    };
    struct {
        ULONG LowPart;
        ULONG HighPart;
    } u;
    ULONGLONG QuadPart;
} ULARGE_INTEGER, *PULARGE_INTEGER;

typedef struct _LIST_ENTRY {
    struct _LIST_ENTRY *Flink;
    struct _LIST_ENTRY *Blink;
} LIST_ENTRY, *PLIST_ENTRY;

typedef struct _SINGLE_LIST_ENTRY {
    struct _SINGLE_LIST_ENTRY *Next;
} SINGLE_LIST_ENTRY, *PSINGLE_LIST_ENTRY;

typedef struct _UNICODE_STRING {
    USHORT Length;        /* bytes */
    USHORT MaximumLength; /* bytes */
    PWSTR Buffer;
} UNICODE_STRING, *PUNICODE_STRING;
typedef const UNICODE_STRING *PCUNICODE_STRING;

typedef struct _STRING {
    USHORT Length;
    USHORT MaximumLength;
    PCHAR Buffer;
} STRING, *PSTRING, ANSI_STRING, *PANSI_STRING;

typedef struct _GUID {
    ULONG Data1;
    USHORT Data2;
    USHORT Data3;
    UCHAR Data4[8];
} GUID, *PGUID, *LPGUID;
typedef const GUID *LPCGUID;

typedef struct _GROUP_AFFINITY {
    KAFFINITY Mask;
    USHORT Group;
    USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

typedef struct _PROCESSOR_NUMBER {
    USHORT Group;
    UCHAR Number;
    UCHAR Reserved;
} PROCESSOR_NUMBER, *PPROCESSOR_NUMBER;

typedef struct _OBJECT_ATTRIBUTES {
    ULONG Length;
    HANDLE RootDirectory;
    PUNICODE_STRING ObjectName;
    ULONG Attributes;
    PVOID SecurityDescriptor;
    PVOID SecurityQualityOfService;
} OBJECT_ATTRIBUTES, *POBJECT_ATTRIBUTES;

#define NT_SUCCESS(Status) ((NTSTATUS)(Status) >= 0)
#define NT_INFORMATION(Status) (((ULONG)(Status) >> 30) == 1)
#define NT_WARNING(Status) (((ULONG)(Status) >> 30) == 2)
#define NT_ERROR(Status) (((ULONG)(Status) >> 30) == 3)

#define UNREFERENCED_PARAMETER(Parameter) ((void)(Parameter))
#define UNREFERENCED_LOCAL_VARIABLE(Variable) ((void)(Variable))
#define CONTAINING_RECORD(Address, Type, Field) \
    ((Type *)(void *)((PCHAR)(PVOID)(Address)-offsetof(Type, Field)))
#define FIELD_OFFSET(Type, Field) ((LONG)offsetof(Type, Field))
#define RTL_FIELD_SIZE(Type, Field) (sizeof(((Type *)0)->Field))
#define RTL_SIZEOF_THROUGH_FIELD(Type, Field) (offsetof(Type, Field) + RTL_FIELD_SIZE(Type, Field))
#define RTL_NUMBER_OF(Array) (sizeof(Array) / sizeof((Array)[0]))
#define ARRAYSIZE(Array) RTL_NUMBER_OF(Array)
#define RTL_CONSTANT_STRING(Text)                                                \
    {                                                                            \
        sizeof(Text) - sizeof((Text)[0]), sizeof(Text), (PVOID)(ULONG_PTR)(Text) \
    }
#define DECLARE_CONST_UNICODE_STRING(Name, Text)                                    \
    static const WCHAR Name##_buffer[] = Text;                                      \
    static const UNICODE_STRING Name = {sizeof(Text) - sizeof(WCHAR), sizeof(Text), \
                                        (PWCH)(ULONG_PTR)Name##_buffer}
#define C_ASSERT(Condition) _Static_assert(Condition, #Condition)

#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))

_Static_assert(sizeof(ULONG) == 4 && sizeof(WCHAR) == 2 && sizeof(PVOID) == 8, "64-bit Windows");
_Static_assert(sizeof(UNICODE_STRING) == 16 && sizeof(GROUP_AFFINITY) == 16, "64-bit Windows");

#endif
