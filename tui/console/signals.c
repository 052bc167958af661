/* Owns the signal pipe. Its descriptors are static since a handler needs them. */
#include "tui/console/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const int caught[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH};

static int ends[2] = {-1, -1};

static void handle(int number)
{
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    ssize_t done = write(ends[1], &byte, 1);
    (void)done; /* full: there is plenty to deal with already */
    errno = saved;
}

static void set_all(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        sigaction(caught[i], &action, NULL);
}

bool signals_open(void)
{
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    set_all(handle);
    return true;
}

void signals_close(void)
{
    set_all(SIG_DFL);
    close(ends[0]);
    close(ends[1]);
    ends[0] = ends[1] = -1;
}

int signals_descriptor(void)
{
    return ends[0];
}

int signals_take(void)
{
    unsigned char byte;
    return read(ends[0], &byte, 1) == 1 ? byte : 0;
}

void signals_stop_here(void)
{
    raise(SIGSTOP);
}
