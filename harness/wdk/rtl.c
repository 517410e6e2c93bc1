/* SPDX-License-Identifier: Apache-2.0 */
/* Strings and memory blocks. */
#include "wdk/internal.h"

#define CHARACTERS_MAX 32766u /* of a UNICODE_STRING, with its terminator */

SIZE_T NTAPI
RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
    const UCHAR *one = Source1, *other = Source2;
    SIZE_T equal = 0;

    while (equal < Length && one[equal] == other[equal])
        equal++;
    return equal;
}

VOID NTAPI
RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
    USHORT count = 0;

    *DestinationString = (UNICODE_STRING){.Buffer = (PWSTR)(ULONG_PTR)SourceString};
    if (SourceString == NULL)
        return;
    while (count < CHARACTERS_MAX && SourceString[count] != 0)
        count++;
    DestinationString->Length = (USHORT)(count * sizeof(WCHAR));
    DestinationString->MaximumLength = (USHORT)((count + 1u) * sizeof(WCHAR));
}

VOID NTAPI
RtlInitAnsiString(PANSI_STRING DestinationString, PCSZ SourceString)
{
    USHORT count = 0;

    *DestinationString = (ANSI_STRING){.Buffer = (PCHAR)(ULONG_PTR)SourceString};
    if (SourceString == NULL)
        return;
    while (count < MAXUSHORT - 1 && SourceString[count] != 0)
        count++;
    DestinationString->Length = count;
    DestinationString->MaximumLength = (USHORT)(count + 1);
}

VOID NTAPI
RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    USHORT bytes = SourceString == NULL ? 0 : SourceString->Length;

    if (bytes > DestinationString->MaximumLength)
        bytes = DestinationString->MaximumLength;
    DestinationString->Length = bytes;
    if (bytes > 0)
        memmove(DestinationString->Buffer, SourceString->Buffer, bytes);
    if (bytes + sizeof(WCHAR) <= DestinationString->MaximumLength)
        DestinationString->Buffer[bytes / sizeof(WCHAR)] = 0;
}

/* Only the letters of ASCII have two cases here. */
static WCHAR
upper(WCHAR letter)
{
    return letter >= 'a' && letter <= 'z' ? (WCHAR)(letter - 'a' + 'A') : letter;
}

LONG NTAPI
RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2, BOOLEAN CaseInSensitive)
{
    USHORT shorter = min(String1->Length, String2->Length);

    for (USHORT i = 0; i < shorter / sizeof(WCHAR); i++) {
        WCHAR one = String1->Buffer[i], other = String2->Buffer[i];
        LONG difference = CaseInSensitive ? upper(one) - upper(other) : one - other;

        if (difference != 0)
            return difference;
    }
    return (LONG)String1->Length - String2->Length;
}

BOOLEAN NTAPI
RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2, BOOLEAN CaseInSensitive)
{
    return RtlCompareUnicodeString(String1, String2, CaseInSensitive) == 0;
}
