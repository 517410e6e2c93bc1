/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One channel: NetDMA calls, the provider answers, the engine works, in any order they like.
 *
 *  - Where a call or an event leads is asked of the table alone (TO); what is written here is the
 *    list under it, and when an event may be (MAY) or must never be (NEVER).
 *  - A batch is handed over by a call. The engine may begin it before the call returns.
 *  - What only the call tells, and not the mode, is remembered beside it (the past): the
 *    properties speak of that, so a wrong table cannot hide behind itself.
 *  - An event is one step: one letter of a trace.
 */

#define STATE mode
#define LIST_MAX 3

/* Whose descriptor the engine has in work. */
#define NOTHING 0
#define LIVE 1   /* the list's next one */
#define OLD 2    /* the last one of the list that a Start replaced */
#define NEW 3    /* of the batch that the call under way brings */

/* Codes of the completion word. */
#define ACTIVE 0
#define IDLE 1
#define SUSPENDED 2
#define HALTED 3

#define NO_CALL 15

byte mode = U;
byte call = NO_CALL, from;  /* the routine under way, and the mode in which it was called */
byte offered, ahead;        /* its batch, and how many of it are done already */
byte size, done;            /* of the list */
byte work = NOTHING;
bool seen_last;             /* what is in work was the last one when it was fetched */
bool stopped;               /* inside Suspend, Abort or Reset: the engine has stopped for it */
byte code = ACTIVE;         /* in the completion word */
bool owed;                  /* the next Start must be accepted */
bool unsure;                /* work and an append crossed: the words of the list are not decided */
bool another;               /* another channel was allocated beside it; once is enough */

/* The past. */
byte ended = FREE;  /* what ended the last list: ABORT, RESET, FREE; START while one lives */
bool held;          /* Suspend succeeded, and nothing since let the list go on */
bool failed;        /* the engine failed, and nothing since has mended it */
byte last = FREE;   /* the last call that succeeded */
bool leaving;       /* NetDMA only wants to give the channel back */

/* Calls. */

#define MAY_CALL(routine) (call == NO_CALL && !leaving && STANDING(routine, mode) != NETDMA)
#define MAY_ALLOCATE (MAY_CALL(ALLOCATE) && (mode == U || !another))
#define MAY_APPEND (MAY_CALL(APPEND) && size < LIST_MAX)

inline begin(routine, count)
{
    cell(routine, mode);
    call = routine;
    from = mode;
    offered = count;
    ahead = 0;
    stopped = false
}

inline over()
{
    call = NO_CALL;
    from = 0;
    offered = 0;
    ahead = 0;
    stopped = false
}

/* A list that runs and has nothing left is idle. */
inline settle()
{
    if
    :: mode == R && done == size && size > 0 -> mode = TO(LAST_DONE, R)
    :: else
    fi
}

inline forget_list()
{
    size = 0;
    done = 0;
    work = NOTHING;
    seen_last = false;
    unsure = false
}

inline allocate()
{
    cell(ALLOCATE, mode);
    if
    :: mode == U -> owed = true; last = ALLOCATE
    :: else -> another = true
    fi;
    mode = TO(ALLOCATE, mode)
}

inline release()
{
    cell(FREE, mode);
    mode = TO(FREE, mode);
    forget_list();
    ended = FREE;
    last = FREE;
    held = false;
    failed = false;
    owed = false;
    code = ACTIVE
}

/* Answers. */

#define STOPS (call == SUSPEND || call == ABORT || call == RESET)
#define SAYS_SUSPENDED (done == 0 || code == SUSPENDED || done == size && code == IDLE)
#define SAYS_HALTED (done == size || code == HALTED)
#define MUST_NOT_SUCCEED \
    (STOPS && from == R && (call == SUSPEND -> work != NOTHING || !SAYS_SUSPENDED : !SAYS_HALTED))
#define MAY_SUCCEED (call != NO_CALL && !MUST_NOT_SUCCEED)
/* The engine has begun the batch, or has told in the word that it goes on to it. */
#define BEGUN (ahead > 0 || work == NEW || call == APPEND && size > 0 && done == size && code == ACTIVE)
#define MUST_SUCCEED \
    (call == START && (owed || BEGUN) || call == APPEND && BEGUN || \
     (STOPS || call == RESUME) && STANDING(call, from) == DEFINED)
#define MAY_REFUSE (call != NO_CALL && !MUST_SUCCEED)

inline start_succeeds()
{
    size = offered;
    done = ahead;
    unsure = false;
    if
    :: work == LIVE -> work = OLD
    :: work == NEW -> work = LIVE
    :: else
    fi;
    owed = false;
    failed = false;
    held = false;
    ended = START
}

inline append_succeeds()
{
    size = size + offered;
    done = done + ahead;
    unsure = unsure || work == NEW;
    if
    :: work == NEW -> work = LIVE
    :: else
    fi
}

inline end_list()
{
    owed = (mode != F || call == RESET || owed);
    forget_list();
    failed = false;
    held = false;
    ended = call;
    code = (mode == R || stopped -> HALTED : code)
}

inline succeed()
{
    if
    :: call == START -> start_succeeds()
    :: call == APPEND -> append_succeeds()
    :: call == SUSPEND -> held = (mode == R || mode == I || held)
    :: call == RESUME -> held = false
    :: else -> end_list()
    fi;
    mode = TO(call, mode);
    settle();
    last = call;
    over()
}

inline refuse()
{
    owed = owed || call == START && mode != S && mode != E;
    unsure = unsure || call == APPEND;
    over()
}

/* The engine. */

#define RUNS (mode == R && !stopped || call == RESUME && from == S)
#define MAY_FETCH (work == NOTHING && done < size && RUNS && !(call == START && ahead > 0))
#define MAY_FETCH_NEW \
    (work == NOTHING && ahead < offered && \
     (call == START || call == APPEND && done == size && (mode == R || mode == I)))

inline fetch()
{
    work = LIVE;
    seen_last = (done + 1 == size && call != APPEND)
}

inline fetch_new()
{
    work = NEW;
    seen_last = (ahead + 1 == offered)
}

/* The word tells whether more is to come; a Suspend may show in it. What was appended while the
 * last one was in work may have come too late for its word. */
#define LAST \
    (work == LIVE -> done + 1 == size && !(call == APPEND && ahead > 0) : \
     (work == NEW -> ahead + 1 == offered : true))
#define MAY_BE_DONE (work != NOTHING)
#define MAY_BE_ACTIVE (MAY_BE_DONE && (!LAST || work == OLD || call == APPEND && work == LIVE))
#define MAY_BE_IDLE (MAY_BE_DONE && (LAST && work != OLD || seen_last))
#define MAY_BE_SUSPENDED (work == LIVE && call == SUSPEND && from == R)

inline finish(value)
{
    if
    :: work == LIVE && done + 1 == size ->
        cell(LAST_DONE, mode);
        done++;
        mode = TO(LAST_DONE, mode)
    :: work == LIVE && done + 1 < size ->
        cell(OTHER_DONE, mode);
        done++;
        mode = TO(OTHER_DONE, mode)
    :: work == NEW -> ahead++
    :: else
    fi;
    work = NOTHING;
    seen_last = false;
    stopped = (stopped || value == SUSPENDED);
    code = value
}

#define MAY_SAY_SUSPENDED (call == SUSPEND && from == R && work == NOTHING && !stopped && done > 0)
#define MAY_SAY_HALTED ((call == ABORT || call == RESET) && from == R && !stopped && done < size)

inline say_suspended()
{
    stopped = true;
    code = SUSPENDED
}

inline say_halted()
{
    stopped = true;
    work = NOTHING;
    seen_last = false;
    code = HALTED
}

#define MAY_FAIL (mode == R && call == NO_CALL && work == LIVE)

inline fail()
{
    cell(ERROR, mode);
    mode = TO(ERROR, mode);
    work = NOTHING;
    seen_last = false;
    failed = true;
    code = HALTED
}

/* Everything has been given the time it needs. */
#define IS_OWED_WORK (ended == START && !held && !failed && (done < size || work != NOTHING))
#define MAY_BE_QUIET (call == NO_CALL && !(mode == R && done < size) && work == NOTHING)

/* Letters. */

#define CALLS \
    EVENT('L', MAY_ALLOCATE, allocate()) \
    EVENT('l', MAY_CALL(FREE), release()) \
    EVENT('1', MAY_CALL(START), begin(START, 1)) \
    EVENT('2', MAY_CALL(START), begin(START, 2)) \
    EVENT('A', MAY_APPEND, begin(APPEND, 1)) \
    EVENT('P', MAY_CALL(SUSPEND), begin(SUSPEND, 0)) \
    EVENT('U', MAY_CALL(RESUME), begin(RESUME, 0)) \
    EVENT('B', MAY_CALL(ABORT), begin(ABORT, 0)) \
    EVENT('Z', MAY_CALL(RESET), begin(RESET, 0))

#define ANSWERS \
    EVENT(')', MAY_SUCCEED, judge_return(); succeed()) \
    EVENT('!', MAY_REFUSE, refuse())

#define WORK \
    EVENT('f', MAY_FETCH, judge_work(); fetch()) \
    EVENT('n', MAY_FETCH_NEW, judge_work(); fetch_new()) \
    EVENT('a', MAY_BE_ACTIVE, judge_work(); finish(ACTIVE)) \
    EVENT('i', MAY_BE_IDLE, judge_work(); finish(IDLE)) \
    EVENT('p', MAY_BE_SUSPENDED, judge_work(); finish(SUSPENDED)) \
    EVENT('w', MAY_SAY_SUSPENDED, say_suspended()) \
    EVENT('h', MAY_SAY_HALTED, say_halted()) \
    EVENT('e', MAY_FAIL, fail())

/* x: a descriptor of an ended list, s: one too far, r: one that is done already, is fetched for
 * work; d: the last one done is done again. */
#define RESTS (call == NO_CALL && work == NOTHING)
#define MUST_NOT \
    NEVER(')', call != NO_CALL && MUST_NOT_SUCCEED) \
    NEVER('!', call != NO_CALL && MUST_SUCCEED && call != APPEND) \
    NEVER('f', RESTS && done < size && !MAY_FETCH && !failed) \
    NEVER('a', call == NO_CALL && work == LIVE && !unsure && !MAY_BE_ACTIVE) \
    NEVER('i', call == NO_CALL && work == LIVE && !unsure && !MAY_BE_IDLE) \
    NEVER('p', call == NO_CALL && work == LIVE) \
    NEVER('q', call == NO_CALL && !MAY_BE_QUIET) \
    NEVER('s', RESTS && done + 1 < size && !failed) \
    NEVER('r', RESTS && done > 0) \
    NEVER('x', RESTS)

#ifdef DEPTH

proctype netdma()
{
end:
    do
    CALLS
    EVENT('q', MAY_BE_QUIET && mode != E, length = DEPTH - 1) /* nothing follows */
    od
}

#else

/* NetDMA may stop calling for ever, at any time, or decide to give the channel back. */
proctype netdma()
{
    do
    CALLS
    :: call == NO_CALL -> goto rests
    :: d_step { call == NO_CALL && mode != U -> leaving = true } -> break
    od;
    if
    :: d_step { STANDING(FREE, mode) == DEFINED -> skip }
    :: d_step { STANDING(RESET, mode) == DEFINED -> begin(RESET, 0) }
    :: d_step { STANDING(ABORT, mode) == DEFINED -> begin(ABORT, 0) }
    fi;
    d_step { call == NO_CALL && STANDING(FREE, mode) == DEFINED -> release() };
    leaving = false;
rests:
    skip
}

#endif

proctype provider()
{
end:
    do
    ANSWERS
    od
}

proctype engine()
{
end:
    do
    WORK
    od
}

init
{
    atomic {
        fill_tables();
        run netdma();
        run provider();
        run engine()
    }
}
