/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What channel.pml and provider.pml share. They define STATE, the variable that the table moves,
 * and MUST_NOT, a list of NEVER(letter, when it must not follow).
 *
 *   EVENT(letter, when it may be, what it does)    one branch of a loop: one step
 *
 * Verifying: each cell and each state that is met is printed once (pan compiled with -DPRINTF).
 *
 * With -DDEPTH=n: every sequence of up to n events is printed once: its letters, the number of the
 * state it leads to, and the letters that must not follow. The letters are part of the state, so
 * that no two sequences are taken for one.
 */

hidden byte met[CELLS], visited[STATES];

inline cell(on, state)
{
    if
    :: met[(on) * STATES + (state)] == 0 ->
        met[(on) * STATES + (state)] = 1;
        printf("met %d %d\n", on, state)
    :: else
    fi
}

inline visit(state)
{
    if
    :: visited[state] == 0 -> visited[state] = 1; printf("visited %d\n", state)
    :: else
    fi
}

#ifndef DEPTH

#define EVENT(letter, may, effect) :: d_step { (may) -> effect; visit(STATE) }

#else

byte told[DEPTH];
byte length;
hidden byte no[128]; /* by letter: must not follow */

c_decl {
    static void say(const unsigned char *letters, int count, int state, const unsigned char *no)
    {
        printf("%.*s %d ", count, (const char *)letters, state);
        for (int i = 0; i < 128; i++)
            if (no[i])
                putchar(i);
        putchar('\n');
    }
}

#define NEVER(letter, when) no[letter] = (when);
#define EVENT(letter, may, effect) \
    :: d_step { \
        length < DEPTH && (may) -> \
        effect; \
        told[length] = letter; \
        length++; \
        MUST_NOT \
        c_code { say(now.told, now.length, now.STATE, no); } \
    }

#endif
