/*
 * A day played by many: a process for each person of a team and for each coach, which has a
 * console in a terminal, so that nobody waits for another one's answer. What they do and see
 * goes into a board in shared memory, where the test tells them what is on and reads the
 * figures. The clock is the test's.
 */
#ifndef DATAJAM_TESTS_DAY_PLAY_H
#define DATAJAM_TESTS_DAY_PLAY_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    PLAY_TEAMS_MOST = 12,
    PLAY_SEATS_MOST = 6,
    PLAY_COACHES_MOST = 4,
    PLAY_CHANGES_MOST = 24, /* of the clock */
    PLAY_PLACES = PLAY_TEAMS_MOST * PLAY_SEATS_MOST + PLAY_COACHES_MOST + 1,
    PLAY_KEYS_MOST = 8000, /* of one console */
    PLAY_NAME = 64
};

enum play_mode {
    PLAY_IDLE, /* nobody touches a key */
    PLAY_WORK, /* people look around, filter, pivot, write cards */
    PLAY_END   /* all close their consoles */
};

/* A console. */
struct play_place {
    const struct play_board *board;
    pid_t pid;                          /* 0: not yet open */
    int64_t seen_ns[PLAY_CHANGES_MOST]; /* when it showed the change; 0: not yet */
    int keys;
    float ms[PLAY_KEYS_MOST]; /* from each key until all that follows from it is on the screen */
};

/* A change of the clock: what stands in the header of every console then. */
struct play_change {
    char words[PLAY_NAME];
    bool helps;            /* teams call for a coach in that phase */
    _Atomic int64_t at_ns; /* of the key that made it; 0: not yet */
};

struct play_board {
    const char *jam;
    int teams, seats, coaches;
    const char *const *team_folders; /* below teams/ */
    int pace_ms;                     /* between two keys of a person, about */
    _Atomic int mode;
    _Atomic int at;                                   /* the change that counts; -1: none yet */
    _Atomic int open;                                 /* consoles that are */
    _Atomic int asked, claimed, late, closed, visits; /* calls; late: another coach was faster */
    struct play_change changes[PLAY_CHANGES_MOST];
    struct play_place places[PLAY_PLACES];
};

/* The whole life of one of a team, of a coach; they end when the mode is PLAY_END. What goes
 * wrong fails the running cmocka test. */
void play_person(struct play_board *board, int team, int seat);
void play_coach(struct play_board *board, int number);

/* The places: people, team by team, then coaches, last the facilitator. */
struct play_place *play_seat(struct play_board *board, int team, int seat);
struct play_place *play_coach_place(struct play_board *board, int coach);
struct play_place *play_facilitator(struct play_board *board);
static inline int play_places(const struct play_board *board)
{
    return board->teams * board->seats + board->coaches + 1;
}

struct vt;

/* The console is open: from now on what it writes tells which changes it shows, and when. */
void play_open(struct play_board *board, struct play_place *place, struct vt *vt);

/* A key, and how long its answer took. */
void play_key(struct play_place *place, struct vt *vt, const char *key);

#endif
