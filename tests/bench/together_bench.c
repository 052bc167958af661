/*
 * Six consoles open on one team file: the processor time that they use together while nobody
 * does anything, and how long a change takes to stand on the other screens: a card, figures that
 * have changed behind evidence, and the view of somebody who is followed.
 *
 * TOGETHER_SECONDS: of idling (60). TOGETHER_CHANGES: of each kind (40).
 */
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/process.h"
#include "tests/support/team.h"
#include "tests/support/vt.h"

enum { CONSOLES = 6, SAMPLES_MOST = 4000 };

static int64_t setting(const char *name, int64_t otherwise)
{
    const char *text = getenv(name);
    return text && *text ? strtoll(text, NULL, 10) : otherwise;
}

/* ---- figures ---- */

struct figures {
    double ms[SAMPLES_MOST];
    size_t count;
};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void note(struct figures *figures, int64_t since_ns)
{
    if (figures->count < SAMPLES_MOST)
        figures->ms[figures->count++] = (double)(clock_steady_ns() - since_ns) / 1e6;
}

static void print(const char *what, struct figures *figures)
{
    size_t n = figures->count;
    qsort(figures->ms, n, sizeof *figures->ms, by_size);
    printf("%-34s %4zu times  median %6.1f ms  p99 %6.1f ms  max %6.1f ms (at most 1,000)\n", what,
           n, figures->ms[n / 2], figures->ms[n * 99 / 100], figures->ms[n - 1]);
    fflush(stdout);
}

/* ---- processor time ---- */

static void measure_idle(struct vt *const *consoles)
{
    int64_t seconds = setting("TOGETHER_SECONDS", 60);
    pid_t pids[CONSOLES];
    for (int i = 0; i < CONSOLES; i++)
        pids[i] = vt_pid(consoles[i]);
    int64_t before = process_ns(pids, CONSOLES), begin = clock_steady_ns();
    poll(NULL, 0, (int)seconds * 1000); /* this is what is measured: nobody does anything */
    double used = (double)(process_ns(pids, CONSOLES) - before);
    printf("%d consoles idle for %" PRId64 " s       %.2f %% of one core together (at most 1)\n",
           CONSOLES, seconds, used * 100 / (double)(clock_steady_ns() - begin));
    fflush(stdout);
}

/* ---- changes ---- */

static void wait_for_all(struct vt *const *consoles, const char *text, int64_t since,
                         struct figures *figures)
{
    for (int i = 0; i < CONSOLES; i++) {
        vt_wait_for(consoles[i], text);
        note(figures, since);
    }
}

static void measure_cards(struct vt *const *consoles, const char *team)
{
    static struct figures figures;
    for (int64_t i = 0; i < setting("TOGETHER_CHANGES", 40); i++) {
        char sql[200], text[40];
        snprintf(text, sizeof text, "claim no. %d", (int)i);
        snprintf(sql, sizeof sql, "UPDATE dj_card SET text = '%s', revision = revision + 1", text);
        foreign_sql(team, sql);
        wait_for_all(consoles, text, clock_steady_ns(), &figures);
    }
    print("a card on the other screens", &figures);
}

/* One row behind the evidence, forth and back. */
static void measure_evidence(struct vt *const *consoles, const char *team)
{
    static struct figures figures;
    for (int64_t i = 0; i < setting("TOGETHER_CHANGES", 40); i++) {
        foreign_sql(team, i % 2 ? "UPDATE visits SET age = 31 WHERE client = 'K1'"
                                : "UPDATE visits SET age = 32 WHERE client = 'K1'");
        int64_t since = clock_steady_ns();
        for (int k = 0; k < CONSOLES; k++) {
            if (i % 2)
                vt_wait_gone(consoles[k], "▤≠");
            else
                vt_wait_for(consoles[k], "▤≠");
            note(&figures, since);
        }
    }
    print("a mark on evidence", &figures);
}

static void measure_following(struct vt *const *consoles)
{
    static struct figures figures;
    vt_keys(consoles[0], "2 Home");
    vt_keys(consoles[1], "2 J Enter");
    vt_wait_for(consoles[0], "is looking");
    for (int64_t i = 0; i < setting("TOGETHER_CHANGES", 40); i++) {
        char place[20];
        vt_keys(consoles[0], i % 2 ? "Up" : "Down");
        int64_t since = clock_steady_ns();
        snprintf(place, sizeof place, "%d / 4", i % 2 ? 1 : 2);
        vt_wait_for(consoles[1], place);
        note(&figures, since);
    }
    print("a step of somebody who is followed", &figures);
}

int main(void)
{
    struct vt *consoles[CONSOLES];
    const char *team = fixture_team("visits", "client,office,age\nK1,Millpond,31\nK2,Old Town,44\n"
                                              "K3,Riverside,29\nK4,Millpond,57\n");
    fixture_do(VT_ARGS("datajam", "board", team, "pin", "new", "visits", "--rows", "office",
                       "--value", "sum:age", "--as", "Ada"));
    for (int i = 0; i < CONSOLES; i++) {
        const struct vt_options options = {.rows = 30, .cols = 100};
        const char name[] = {'A', (char)('a' + i), '\0'};
        consoles[i] = vt_start(&options, VT_ARGS("datajam", "open", team, "--as", name));
        vt_keys(consoles[i], "5");
        vt_wait_for(consoles[i], "▤");
    }
    measure_idle(consoles);
    measure_cards(consoles, team);
    measure_evidence(consoles, team);
    measure_following(consoles);
    for (int i = 0; i < CONSOLES; i++)
        vt_free(consoles[i]);
    return 0;
}
