/* The log file. One descriptor for the whole program, as the crash handler needs it too. */
#include "core/base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"

/* Read by a signal handler and by every thread, set once at the start and once at the end. */
static int log_fd = -1;
static char log_program[32];

static char *log_path(void)
{
    char *out = NULL;
    const char *named = getenv("DATAJAM_LOG");
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    if (named && *named)
        return strdup(named);
    if (state && *state)
        return asprintf(&out, "%s/datajam/log", state) < 0 ? NULL : out;
    if (home && *home)
        return asprintf(&out, "%s/.local/state/datajam/log", home) < 0 ? NULL : out;
    return NULL;
}

static void make_folder_of(const char *path)
{
    char *dir = strdup(path);
    char *slash = dir ? strrchr(dir, '/') : NULL;
    if (slash && slash != dir) {
        *slash = '\0';
        (void)file_make_folder(dir, NULL);
    }
    free(dir);
}

void log_open(const char *program)
{
    snprintf(log_program, sizeof log_program, "%s", program);
    char *path = log_path();
    if (path) {
        make_folder_of(path);
        log_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    }
    free(path);
}

void log_line(const char *format, ...)
{
    if (log_fd < 0)
        return;
    char line[1024];
    char when[32];
    int len = snprintf(line, sizeof line, "%s %s[%d] ",
                       clock_iso(when, sizeof when, clock_now_ms()), log_program, (int)getpid());
    va_list args;
    va_start(args, format);
    int more = vsnprintf(line + len, sizeof line - (size_t)len - 1, format, args);
    va_end(args);
    if (more < 0)
        return;
    size_t end = strlen(line);
    for (size_t i = 0; i < end; i++)
        if ((unsigned char)line[i] < 0x20)
            line[i] = ' ';
    line[end++] = '\n';
    /* One write, so that lines of several programs don't mix; a full disk loses the line. */
    ssize_t written = write(log_fd, line, end);
    (void)written;
}

int log_descriptor(void)
{
    return log_fd;
}

void log_close(void)
{
    if (log_fd >= 0)
        close(log_fd);
    log_fd = -1;
}
