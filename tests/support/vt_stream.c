/*
 * The stream of a program on a virtual terminal: the idle marker is taken out of it, the
 * rest is counted and goes to the screen.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/vt_private.h"
#include "tui/console/idle.h"

void vt_begin(struct vt *vt)
{
    buffer_clear(&vt->output);
    vt->sent_ns = clock_steady_ns();
}

size_t vt_bytes(const struct vt *vt)
{
    return vt->output.len;
}

int64_t vt_answer_ns(const struct vt *vt)
{
    return vt->idle_ns - vt->sent_ns;
}

const char *vt_output(const struct vt *vt, size_t *len)
{
    *len = vt->output.len;
    return vt->output.len ? vt->output.data : "";
}

void vt_send(struct vt *vt, const void *bytes, size_t len)
{
    const char *at = bytes;
    vt->sent += len;
    while (len > 0 && !vt->ended) {
        ssize_t n = write(vt->master, at, len);
        if (n > 0) {
            at += n;
            len -= (size_t)n;
        } else if (n < 0 && errno == EAGAIN) {
            struct pollfd ready = {.fd = vt->master, .events = POLLIN | POLLOUT};
            poll(&ready, 1, 1000);
            if (ready.revents & POLLIN)
                vt_pump(vt, 0);
        } else if (errno != EINTR) {
            return; /* it has ended; who waits for it will see */
        }
    }
}

/* ---- taking ---- */

static const char MARKER[] = "\033]7777;idle;"; /* the start of IDLE_FORMAT */
enum { MARKER_LENGTH = sizeof MARKER - 1 };

/* Paste mode is the one that libvterm does not tell of. */
static void note_paste_mode(struct vt *vt)
{
    static const char ON[] = "\033[?2004h", OFF[] = "\033[?2004l";
    size_t n = sizeof ON - 1;
    if (vt->output.len < n)
        return;
    const char *end = vt->output.data + vt->output.len - n;
    if (memcmp(end, ON, n) == 0)
        vt->paste_mode = true;
    else if (memcmp(end, OFF, n) == 0)
        vt->paste_mode = false;
}

static void show(struct vt *vt, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        buffer_add_byte(&vt->output, bytes[i]);
        if (bytes[i] == 'h' || bytes[i] == 'l')
            note_paste_mode(vt);
    }
    vterm_input_write(vt->vterm, bytes, len);
}

/* One byte behind the marker's start: its number, then ESC and backslash. */
static void take_number(struct vt *vt, char byte)
{
    if (byte >= '0' && byte <= '9' && vt->digits + 1 < sizeof vt->number) {
        vt->number[vt->digits++] = byte;
        return;
    }
    if (byte == '\033')
        return;
    vt->number[vt->digits] = '\0';
    vt->marked = strtoull(vt->number, NULL, 10);
    vt->markers++;
    vt->idle_ns = clock_steady_ns();
    vt->matched = vt->digits = 0;
}

void vt_take(struct vt *vt, const char *bytes, size_t len)
{
    struct buffer plain = {0};
    for (size_t i = 0; i < len; i++) {
        if (vt->matched == MARKER_LENGTH) {
            take_number(vt, bytes[i]);
        } else if (bytes[i] == MARKER[vt->matched]) {
            vt->matched++;
        } else {
            /* Not the marker after all; what was held back belongs to the screen. */
            buffer_add(&plain, MARKER, vt->matched);
            vt->matched = bytes[i] == MARKER[0] ? 1 : 0;
            if (!vt->matched)
                buffer_add_byte(&plain, bytes[i]);
        }
    }
    assert_false(plain.failed);
    show(vt, plain.data, plain.len);
    buffer_free(&plain);
}
