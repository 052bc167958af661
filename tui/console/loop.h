/* Joins the console to a terminal: waits, reads, turns, shows. */
#ifndef DATAJAM_CONSOLE_LOOP_H
#define DATAJAM_CONSOLE_LOOP_H

struct app;
struct term;

/* Why it ended. */
enum loop_end {
    LOOP_QUIT,   /* the person left */
    LOOP_GONE,   /* the terminal is gone (SIGHUP, end of input) */
    LOOP_ENDED,  /* SIGTERM */
    LOOP_NOTHING /* no memory to begin with */
};

enum loop_end loop_run(struct app *app, struct term *term);

#endif
