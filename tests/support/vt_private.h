/* What the parts of the virtual terminal share. */
#ifndef DATAJAM_TESTS_VT_PRIVATE_H
#define DATAJAM_TESTS_VT_PRIVATE_H

#include <termios.h>
#include <vterm.h>

#include "core/base/buffer.h"
#include "tests/support/vt.h"

struct vt {
    struct vt *next; /* of those that live */
    VTerm *vterm;
    VTermScreen *screen;
    int master;
    pid_t pid;
    bool ended;  /* reaped */
    bool closed; /* and nobody holds the terminal any more */
    int status;  /* when ended */
    bool unmarked;
    bool may_end; /* the program may end on what is typed now */
    enum vt_keyboard keyboard;
    struct termios before; /* the line settings at the start */

    /* the stream of the program */
    struct buffer output; /* since the last key, without markers */
    size_t matched;       /* bytes of the marker's start seen */
    char number[24];
    size_t digits;
    uint64_t sent;    /* bytes typed altogether, with the terminal's own answers */
    uint64_t marked;  /* of the last marker */
    uint64_t markers; /* seen altogether */
    uint64_t markers_wanted;
    bool paste_mode;

    int64_t started_ns, start_idle_ns;
    int64_t sent_ns, idle_ns;

    /* Called when the program has written something; NULL: nobody watches. */
    void (*watch)(struct vt *vt, void *context);
    void *watch_context;

    /* the screen */
    bool cursor_visible, alt_screen;
    int mouse;
    struct buffer text;
    struct buffer row[4];
    unsigned row_turn;
};

/* Forgets what was counted since the last key. */
void vt_begin(struct vt *vt);

/* Reads what the program has written, waiting at most ms; false: nothing came. */
bool vt_pump(struct vt *vt, int ms);

/* Takes bytes of the program: finds the marker, gives the rest to the screen. */
void vt_take(struct vt *vt, const char *bytes, size_t len);

#endif
