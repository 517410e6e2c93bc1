/* SPDX-License-Identifier: Apache-2.0 */
/* How numbers, names and clauses are spelled. */
#include "scenario/grammar.h"

static int
digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return 99;
}

bool
ndc_read_number(const char *word, size_t length, uint64_t *value)
{
    unsigned base = 10;
    if (length > 2 && word[0] == '0' && (word[1] == 'x' || word[1] == 'X')) {
        base = 16;
        word += 2;
        length -= 2;
    }
    if (length == 0 || length > 16)
        return false;
    *value = 0;
    for (size_t place = 0; place < length; place++) {
        int digit = digit_value(word[place]);
        if (digit >= (int)base)
            return false;
        *value = *value * base + (unsigned)digit;
    }
    return true;
}

bool
ndc_is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool
ndc_name_spelled(const char *word, size_t length)
{
    if (length == 0 || length > NDC_SCRIPT_NAME_MAX || !ndc_is_letter(word[0]))
        return false;
    for (size_t place = 1; place < length; place++)
        if (!ndc_is_letter(word[place]) && digit_value(word[place]) > 9 && word[place] != '_')
            return false;
    return true;
}

bool
ndc_clause_spelled(const char *word, size_t length)
{
    size_t letters = 0;
    while (letters < length && word[letters] >= 'A' && word[letters] <= 'Z')
        letters++;
    return letters > 0 && length <= 11 && length == letters + 3 && word[letters] == '-' &&
           digit_value(word[letters + 1]) <= 9 && digit_value(word[letters + 2]) <= 9;
}
