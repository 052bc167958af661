/*
 * Owns the crash handler. Everything in it is async-signal-safe: no allocation, no stdio,
 * no locks. Its state is what a handler can only have: static.
 */
#include "tui/console/crash.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "core/base/log.h"
#include "core/base/text.h"

enum { STACK_SIZE = 64 * 1024, LINE_SIZE = 512 };

static const int caught[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS};

static char handler_stack[STACK_SIZE];
static _Atomic(const struct restore *) terminal;
static atomic_int terminal_fd;
static char words[LINE_SIZE]; /* the message, looked up beforehand */
static size_t words_len;

static void write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, bytes, len);
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

static void write_log(int number)
{
    char line[] = "datajam: crashed, signal 00\n";
    int log = log_descriptor();
    line[sizeof line - 4] = (char)('0' + number / 10 % 10);
    line[sizeof line - 3] = (char)('0' + number % 10);
    if (log >= 0)
        write_all(log, line, sizeof line - 1);
}

static void handle(int number)
{
    const struct restore *restore = atomic_exchange(&terminal, NULL);
    if (restore)
        restore_now(restore, atomic_load(&terminal_fd));
    write_log(number);
    write_all(STDERR_FILENO, words, words_len);
    signal(number, SIG_DFL);
    raise(number);
}

void crash_install(void)
{
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
    struct sigaction action = {.sa_handler = handle,
                               .sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER)};
    sigemptyset(&action.sa_mask);
    words_len = text_format(words, sizeof words - 1, TEXT_CONSOLE_CRASHED, NULL);
    if (words_len > sizeof words - 2)
        words_len = sizeof words - 2;
    words[words_len++] = '\n';
    sigaltstack(&stack, NULL);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
        sigaction(caught[i], &action, NULL);
}

void crash_set_terminal(const struct restore *restore, int fd)
{
    atomic_store(&terminal_fd, fd);
    atomic_store(&terminal, restore);
}
