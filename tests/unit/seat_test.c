/* Seats: who is here, who has died, and what they were writing. */
#include "core/service/seat.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/file.h"
#include "core/service/draft.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

struct fixture {
    char *folder, *path;
    struct arena *arena;
    struct seat *ada;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(seat_take(&f->ada, f->path, "Ada", NULL), STATUS_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    seat_leave(f->ada);
    arena_free(f->arena);
    free(f->path);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static void tell(struct seat *seat, const char *words)
{
    const struct presence presence = {.words = words, .mark = "card:7", .since_ms = 5};
    assert_int_equal(seat_tell(seat, &presence, NULL), STATUS_OK);
}

static size_t others(struct fixture *f, struct presence **out)
{
    size_t count;
    assert_int_equal(seat_others(f->ada, f->arena, out, &count, NULL), STATUS_OK);
    return count;
}

static size_t left(struct fixture *f, struct left_draft **out)
{
    size_t count;
    assert_int_equal(seat_left(f->ada, f->arena, out, &count, NULL), STATUS_OK);
    return count;
}

/* Another process that takes a seat, tells and writes, and lives until it is killed. */
static pid_t another(struct fixture *f, const char *person, const char *draft)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct seat *seat;
        char seed[24]; /* else it would have Ada's UUID */
        snprintf(seed, sizeof seed, "%ld", (long)getpid());
        setenv("DATAJAM_SEED", seed, 1);
        if (seat_take(&seat, f->path, person, NULL) == STATUS_OK) {
            tell(seat, "Pivot");
            if (draft)
                seat_keep(seat, span_string(draft), NULL);
            (void)!write(ready[1], "x", 1);
        }
        close(ready[1]);
        for (;;)
            pause();
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

static void end(pid_t pid)
{
    assert_int_equal(kill(pid, SIGKILL), 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void who_is_here(void **state)
{
    struct fixture *f = *state;
    struct presence *here;
    tell(f->ada, "Data");
    assert_int_equal(others(f, &here), 0); /* oneself is none of the others */
    pid_t robin = another(f, "Robin", NULL);
    pid_t kim = another(f, "Kim \"家\"", NULL);
    assert_int_equal(others(f, &here), 2);
    assert_string_equal(here[0].person, "Kim \"家\"");
    assert_string_equal(here[1].person, "Robin");
    assert_string_equal(here[1].words, "Pivot");
    assert_string_equal(here[1].mark, "card:7");
    assert_int_equal(here[1].since_ms, 5);
    assert_true(here[1].told_ms > 0);
    end(kim); /* the kernel tells that it has died */
    assert_int_equal(others(f, &here), 1);
    assert_string_equal(here[0].person, "Robin");
    end(robin);
    assert_int_equal(others(f, &here), 0);
}

static void drafts_outlive_their_console(void **state)
{
    struct fixture *f = *state;
    struct left_draft *drafts;
    pid_t ada = another(f, "Ada", "[1]"), robin = another(f, "Robin", "[2]");
    assert_int_equal(left(f, &drafts), 0); /* both live */
    end(robin);
    assert_int_equal(left(f, &drafts), 0); /* somebody else's */
    end(ada);
    assert_int_equal(left(f, &drafts), 1);
    assert_true(span_equal(drafts[0].text, span_string("[1]")));
    seat_drop_left(f->ada, drafts, 1);
    assert_int_equal(left(f, &drafts), 0);
    struct seat *again;
    assert_int_equal(seat_take(&again, f->path, "Robin", NULL), STATUS_OK);
    size_t count;
    assert_int_equal(seat_left(again, f->arena, &drafts, &count, NULL), STATUS_OK);
    assert_int_equal(count, 1); /* still there for whom it belongs to */
    seat_leave(again);
}

static void leaving_keeps_drafts_only(void **state)
{
    struct fixture *f = *state;
    struct left_draft *drafts;
    struct seat *second;
    assert_int_equal(seat_take(&second, f->path, "Ada", NULL), STATUS_OK);
    tell(second, "Data");
    assert_int_equal(seat_keep(second, span_string("[3]"), NULL), STATUS_OK);
    seat_leave(second);
    assert_int_equal(left(f, &drafts), 1);
    assert_int_equal(seat_take(&second, f->path, "Ada", NULL), STATUS_OK);
    assert_int_equal(seat_keep(second, span_string("[4]"), NULL), STATUS_OK);
    assert_int_equal(seat_keep(second, span_of("", 0), NULL), STATUS_OK);
    seat_leave(second);
    assert_int_equal(left(f, &drafts), 1);
    seat_leave(NULL);
}

static void strange_files_are_left_alone(void **state)
{
    struct fixture *f = *state;
    struct presence *here;
    struct left_draft *drafts;
    char *seats = scratch_path(f->folder, ".team.db-seats");
    static const char *const names[] = {"x.here", "notes.txt",
                                        "0190aaaa-0000-7000-8000-000000000000.here",
                                        "0190aaaa-0000-7000-8000-000000000001.draft"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = scratch_path(seats, names[i]);
        assert_int_equal(file_swap(path, span_string("{\"person\":"), 0600, NULL), STATUS_OK);
        free(path);
    }
    assert_int_equal(others(f, &here), 0);
    assert_int_equal(left(f, &drafts), 0);
    free(seats);
}

static void a_folder_that_can_not_be_made(void **state)
{
    struct fixture *f = *state;
    struct seat *seat;
    struct error err = {0};
    char *path = scratch_path(f->folder, "nowhere/team.db");
    assert_int_not_equal(seat_take(&seat, path, "Ada", &err), STATUS_OK);
    assert_null(seat);
    assert_true(err.message[0] != '\0');
    free(path);
}

/* ---- drafts as JSON ---- */

static void drafts_there_and_back(void **state)
{
    struct fixture *f = *state;
    const struct evidence evidence = {.uuid = "",
                                      .by = "",
                                      .kind = "pivot",
                                      .dataset = 7,
                                      .dataset_name = "visits",
                                      .view = "{\"version\":1}",
                                      .title = "t",
                                      .sentence = "s \"家\"",
                                      .filters = "",
                                      .n = 12,
                                      .snapshot = "{}"};
    struct draft one = {.card = 3, .kind = CARD_MYTH, .at_ms = 99, .open = true};
    struct draft two = {.kind = CARD_FRAME, .evidence = &evidence};
    const struct draft *const all[] = {&one, &two};
    for (int i = 0; i < CARD_TEXTS; i++)
        one.bases[i] = one.texts[i] = two.bases[i] = two.texts[i] = "";
    one.texts[CARD_TEXT] = "two\nlines \"家\"";
    one.bases[CARD_VERDICT] = "busted";
    struct span json;
    struct draft *back;
    size_t count;
    assert_int_equal(drafts_write(f->arena, all, 2, &json, NULL), STATUS_OK);
    assert_int_equal(drafts_read(f->arena, json, &back, &count, NULL), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(back[0].card, 3);
    assert_int_equal(back[0].kind, CARD_MYTH);
    assert_true(back[0].open && !back[1].open);
    assert_string_equal(back[0].texts[CARD_TEXT], "two\nlines \"家\"");
    assert_string_equal(back[0].bases[CARD_VERDICT], "busted");
    assert_null(back[0].evidence);
    assert_int_equal(back[1].kind, CARD_FRAME);
    assert_string_equal(back[1].evidence->sentence, "s \"家\"");
    assert_int_equal(back[1].evidence->n, 12);
    const struct draft *copy = draft_copy(f->arena, &back[1]);
    assert_string_equal(copy->evidence->view, "{\"version\":1}");
    assert_int_equal(drafts_write(f->arena, all, 0, &json, NULL), STATUS_OK);
    assert_int_equal(json.len, 0);
}

static void drafts_that_were_cut_off(void **state)
{
    static const char *const wrong[] = {"",
                                        "[",
                                        "{}",
                                        "[1,\"x\",null]",
                                        "[{\"kind\":\"dream\"}]",
                                        "[{\"kind\":\"note\",\"texts\":7,\"evidence\":{}}]"};
    struct fixture *f = *state;
    struct draft *back;
    size_t count;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(drafts_read(f->arena, span_string(wrong[i]), &back, &count, NULL),
                         STATUS_OK);
        assert_int_equal(count, i == 5);
    }
    assert_string_equal(back[0].texts[CARD_TEXT], "");
    assert_string_equal(back[0].evidence->view, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_is_here),
        TEST(drafts_outlive_their_console),
        TEST(leaving_keeps_drafts_only),
        TEST(strange_files_are_left_alone),
        TEST(a_folder_that_can_not_be_made),
        TEST(drafts_there_and_back),
        TEST(drafts_that_were_cut_off),
    };
    return cmocka_run_group_tests_name("seat", tests, NULL, NULL);
}
