/*
 * Giving the terminal back without ceremony: from a signal handler, or from the helper
 * process when the console was killed. Everything it needs is worked out beforehand.
 */
#ifndef DATAJAM_CONSOLE_RESTORE_H
#define DATAJAM_CONSOLE_RESTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

struct restore {
    bool have_modes;
    struct termios modes; /* as they were before the console */
    size_t len;
    char bytes[200]; /* main screen, cursor, mouse off, paste off */
};

/* Adds to the bytes; too long is left out. */
void restore_add(struct restore *restore, const char *bytes);

/* Writes them to the terminal and sets its modes. Async-signal-safe; never waits long. */
void restore_now(const struct restore *restore, int fd);

/* The same as a job of the helper (core/base/helper.h): data is a struct restore, the one
 * descriptor the terminal. */
int restore_job(const void *data, size_t size, const int *fds, size_t fd_count);

#define RESTORE_JOB "restore-terminal"

#endif
