/*
 * Six consoles on one team file, each driven by a process of its own through a terminal: they
 * write, edit, star and archive cards, all of them also one and the same card, and are killed
 * (SIGKILL) at random, in the middle of whatever they do. Afterwards every change that a screen
 * has acknowledged is in the file, no text of a card is lost, and the file passes the doctor.
 *
 * Each text carries a mark of its own, "k3-17-2": driver, card of the driver (0: the one that
 * all share), text of the card. DATAJAM_SOAK_SECONDS: longer than the usual few; `make soak` is
 * ten minutes.
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/vt.h"
#include "tests/support/vt_private.h"

enum {
    DRIVERS = 6,
    SECONDS = 8,
    PAUSE_MS = 250,    /* at most, between two steps of a driver */
    CARDS_MOST = 4000, /* of one driver */
    LOG_LIMIT = 64 << 20,
    MARK_SIZE = 32
};

static int seconds(void)
{
    const char *asked = getenv("DATAJAM_SOAK_SECONDS");
    int count = asked ? atoi(asked) : 0; /* NOLINT: 0 is no number of seconds */
    return count > 0 ? count : SECONDS;
}

/* ---- a driver ---- */

struct driver {
    int number;
    const char *team;
    char person[16];
    struct vt *vt;
    FILE *told; /* a line for each acknowledgement, and for what may have come to be */
    unsigned seed;
    int card, text; /* the last ones given out */
    int shared;     /* texts for the card of all */
    int chosen;     /* own card that the cursor stands on; 0: none for sure */
    int64_t until;
};

static unsigned chance(struct driver *driver, unsigned below)
{
    driver->seed = driver->seed * 1103515245u + 12345u;
    return (driver->seed >> 8) % below;
}

/* A line of the account: flushed, since whoever reads it is another process. */
static void tell(struct driver *driver, const char *what, const char *mark)
{
    fprintf(driver->told, "%s %s\n", what, mark);
    fflush(driver->told);
}

static void start(struct driver *driver)
{
    /* Seeds of tests are process numbers, and these come back within ten minutes. */
    static const char *const env[] = {"DATAJAM_BACKUPS=on", "DATAJAM_SEED=", NULL};
    const struct vt_options options = {.rows = 30, .cols = 100, .env = env};
    driver->vt =
        vt_start(&options, VT_ARGS("datajam", "open", driver->team, "--as", driver->person));
    driver->chosen = 0;
    vt_keys(driver->vt, "5");
}

static void end(struct driver *driver)
{
    assert_int_equal(kill(vt_pid(driver->vt), SIGKILL), 0);
    vt_free(driver->vt);
    driver->vt = NULL;
    tell(driver, "killed", "k0-0-0");
}

/* A person looks at the screen for a moment; what others do shows up meanwhile. */
static void look(struct driver *driver)
{
    int64_t until = clock_steady_ms() + chance(driver, PAUSE_MS);
    for (int64_t left; (left = until - clock_steady_ms()) > 0;)
        vt_pump(driver->vt, (int)left);
}

static void mark_of(const struct driver *driver, int card, int text, char out[MARK_SIZE])
{
    snprintf(out, MARK_SIZE, "k%d-%d-%d", driver->number, card, text);
}

static void open_new(struct driver *driver, char mark[MARK_SIZE])
{
    driver->card++;
    driver->text = 1;
    mark_of(driver, driver->card, driver->text, mark);
    vt_keys(driver->vt, "n Q u e Enter");
    vt_expect(driver->vt, "New: Question");
    vt_keys(driver->vt, "Ctrl-U"); /* an old draft may stand there */
}

static void type_text(struct driver *driver, const char *mark)
{
    static const char *const words[] = {"do singles stay longer", "is rent a part of it",
                                        "what of the young ones"};
    char text[MARK_SIZE + 60];
    snprintf(text, sizeof text, "%s %s?", mark, words[chance(driver, 3)]);
    vt_type(driver->vt, text);
}

/* What the screen says after a save is what counts. */
static void expect_saved(struct driver *driver, const char *said, const char *mark)
{
    char text[MARK_SIZE + 40];
    snprintf(text, sizeof text, "%s: %s ", said, mark);
    vt_expect(driver->vt, text);
    tell(driver, "text", mark);
}

static void add_card(struct driver *driver)
{
    char mark[MARK_SIZE];
    open_new(driver, mark);
    type_text(driver, mark);
    vt_keys(driver->vt, "Enter");
    expect_saved(driver, "On the board", mark);
    driver->chosen = driver->card;
}

/* Is a form open, and stands the mark in the field that one writes in? */
static bool in_field(struct driver *driver, const char *mark)
{
    int row;
    return vt_find(driver->vt, "Enter saves", NULL, NULL) && vt_cursor(driver->vt, &row, NULL) &&
           strstr(vt_row(driver->vt, row), mark) != NULL;
}

/* Opens the form of the chosen card; false: it is another one, which is left alone. */
static bool open_own(struct driver *driver)
{
    char mark[MARK_SIZE];
    snprintf(mark, sizeof mark, "k%d-%d-", driver->number, driver->chosen);
    vt_keys(driver->vt, "e");
    if (in_field(driver, mark))
        return true;
    vt_keys(driver->vt, "Esc");
    driver->chosen = 0;
    return false;
}

static void edit_card(struct driver *driver)
{
    char mark[MARK_SIZE];
    if (driver->chosen != driver->card || !open_own(driver)) {
        add_card(driver);
        return;
    }
    mark_of(driver, driver->card, ++driver->text, mark);
    vt_keys(driver->vt, "Ctrl-U");
    type_text(driver, mark);
    vt_keys(driver->vt, "Enter");
    expect_saved(driver, "Saved", mark);
}

/* The first card of the board is everybody's: whoever comes second is told, and both texts are
 * kept. */
static void edit_shared(struct driver *driver)
{
    char mark[MARK_SIZE];
    vt_keys(driver->vt, "Home e");
    driver->chosen = 0;
    if (!in_field(driver, "-0-")) {
        vt_keys(driver->vt, "Esc");
        return;
    }
    mark_of(driver, 0, ++driver->shared, mark);
    vt_keys(driver->vt, "Ctrl-U");
    type_text(driver, mark);
    vt_keys(driver->vt, "Enter");
    if (vt_find(driver->vt, "has changed the same thing meanwhile", NULL, NULL))
        tell(driver, "text", mark);
    else
        expect_saved(driver, "Saved", mark);
}

static void star_card(struct driver *driver)
{
    char mark[MARK_SIZE];
    if (!driver->chosen)
        return;
    mark_of(driver, driver->chosen, 0, mark);
    vt_keys(driver->vt, "*");
    bool on = vt_find(driver->vt, "Starred, in the showcase: ", NULL, NULL);
    if (!on)
        vt_expect(driver->vt, "Without its star, back in its column: ");
    tell(driver, on ? "star" : "unstar", mark);
}

static void (*const steps[])(struct driver *) = {add_card,  edit_card,   edit_card, edit_card,
                                                 edit_card, edit_shared, star_card, edit_card};

/* ---- kills ---- */

static void kill_at_rest(struct driver *driver)
{
    end(driver);
}

/* Enter goes out, and nobody looks what becomes of it: it is there, or it is not. */
static void kill_while_it_saves(struct driver *driver)
{
    char mark[MARK_SIZE];
    open_new(driver, mark);
    type_text(driver, mark);
    tell(driver, "perhaps", mark);
    vt_send(driver->vt, "\r", 1);
    for (unsigned i = chance(driver, 4); i > 0; i--)
        vt_pump(driver->vt, 1);
    end(driver);
}

static void kill_while_one_types(struct driver *driver)
{
    char mark[MARK_SIZE];
    open_new(driver, mark);
    tell(driver, "perhaps", mark);
    vt_send(driver->vt, mark, strlen(mark));
    end(driver);
}

/* What has been typed and was on the screen for a moment is kept: the next start has it. */
static void kill_over_a_draft(struct driver *driver)
{
    char mark[MARK_SIZE];
    open_new(driver, mark);
    type_text(driver, mark);
    vt_expect(driver->vt, mark);
    end(driver);
    start(driver);
    vt_expect(driver->vt, "This is what you wrote at");
    vt_expect(driver->vt, mark);
    vt_keys(driver->vt, "Enter");
    expect_saved(driver, "On the board", mark);
    tell(driver, "draft", mark);
    driver->chosen = driver->card;
}

static void (*const kills[])(struct driver *) = {kill_at_rest, kill_while_it_saves,
                                                 kill_while_one_types, kill_over_a_draft};

/* After a kill a draft may be open or not: it is saved or left, and either is right. */
static void go_on(struct driver *driver)
{
    if (!driver->vt)
        start(driver);
    if (vt_find(driver->vt, "This is what you wrote at", NULL, NULL))
        vt_keys(driver->vt, "Esc");
}

static void drive(void **state)
{
    struct driver *driver = *state;
    start(driver);
    while (clock_steady_ms() < driver->until && driver->card < CARDS_MOST) {
        if (chance(driver, 12) == 0)
            kills[chance(driver, sizeof kills / sizeof *kills)](driver);
        else
            steps[chance(driver, sizeof steps / sizeof *steps)](driver);
        go_on(driver);
        look(driver);
    }
    vt_keys_end(driver->vt, "F10");
    vt_free(driver->vt);
}

/* ---- the account ---- */

/* An account in memory, with the team file beside it: told is what drivers have written down,
 * seen every mark that stands in the file, and where. */
static const char tables[] =
    "CREATE TABLE told(id INTEGER PRIMARY KEY, what TEXT, driver INT, card INT, text INT);"
    "CREATE TABLE seen(place TEXT, id INT, driver INT, card INT, text INT);"
    "CREATE INDEX seen_mark ON seen(driver, card, text);";

static sqlite3 *account;
static int statuses[DRIVERS];
static const char *soak_folder, *soak_team;

static void run_sql(const char *sql)
{
    if (sqlite3_exec(account, sql, NULL, NULL, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(account));
}

static int64_t number(const char *sql)
{
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(account, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return out;
}

static const char *account_file(int driver)
{
    char name[20];
    snprintf(name, sizeof name, "driver-%d", driver);
    return fixture_path(soak_folder, name);
}

static const char *output_file(int driver)
{
    char name[30];
    snprintf(name, sizeof name, "driver-%d-output", driver);
    return fixture_path(soak_folder, name);
}

static void read_told(int driver)
{
    struct buffer bytes = {0};
    sqlite3_stmt *insert = NULL;
    char what[20];
    int a, card, text, used;
    assert_int_equal(file_read(account_file(driver), LOG_LIMIT, &bytes, NULL), STATUS_OK);
    assert_int_equal(sqlite3_prepare_v2(account,
                                        "INSERT INTO told(what, driver, card, text)"
                                        " VALUES(?, ?, ?, ?)",
                                        -1, &insert, NULL),
                     SQLITE_OK);
    for (const char *at = buffer_span(&bytes).data;
         sscanf(at, "%19s k%d-%d-%d\n%n", what, &a, &card, &text, &used) == 4; at += used) {
        sqlite3_bind_text(insert, 1, what, -1, SQLITE_STATIC);
        sqlite3_bind_int(insert, 2, a);
        sqlite3_bind_int(insert, 3, card);
        sqlite3_bind_int(insert, 4, text);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    buffer_free(&bytes);
}

/* All marks in a text. */
static void note_marks(sqlite3_stmt *insert, const char *place, int64_t id, const char *words)
{
    int driver, card, text;
    for (const char *at = words; at && (at = strchr(at, 'k')) != NULL; at++) {
        if (sscanf(at, "k%d-%d-%d", &driver, &card, &text) != 3)
            continue;
        sqlite3_bind_text(insert, 1, place, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 2, id);
        sqlite3_bind_int(insert, 3, driver);
        sqlite3_bind_int(insert, 4, card);
        sqlite3_bind_int(insert, 5, text);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
}

static void read_seen(void)
{
    static const char places[] = "SELECT 'card', id, text FROM team.dj_card"
                                 " UNION ALL SELECT 'rival', card, text FROM team.dj_card_rival"
                                 " UNION ALL SELECT 'log', 0, detail || ' ' || undo"
                                 " FROM team.dj_log";
    sqlite3_stmt *rows = NULL, *insert = NULL;
    assert_int_equal(sqlite3_prepare_v2(account, places, -1, &rows, NULL), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(account, "INSERT INTO seen VALUES(?, ?, ?, ?, ?)", -1, &insert, NULL),
        SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        note_marks(insert, (const char *)sqlite3_column_text(rows, 0),
                   sqlite3_column_int64(rows, 1), (const char *)sqlite3_column_text(rows, 2));
    sqlite3_finalize(rows);
    sqlite3_finalize(insert);
}

/* What a driver said, when it came to a bad end. */
static void every_driver_came_through(void **state)
{
    (void)state;
    for (int i = 0; i < DRIVERS; i++) {
        struct buffer bytes = {0};
        if (statuses[i] == 0)
            continue;
        file_read(output_file(i), LOG_LIMIT, &bytes, NULL);
        fprintf(stderr, "%s\n", buffer_span(&bytes).data);
        buffer_free(&bytes);
        fail_msg("driver %d ended with status %#x", i, statuses[i]);
    }
}

static void open_account(void)
{
    char sql[600];
    assert_int_equal(sqlite3_open(":memory:", &account), SQLITE_OK);
    run_sql(tables);
    snprintf(sql, sizeof sql, "ATTACH '%s' AS team", soak_team);
    run_sql(sql);
    run_sql("BEGIN");
    for (int i = 0; i < DRIVERS; i++)
        read_told(i);
    read_seen();
    run_sql("COMMIT");
}

#define SAME "s.driver = t.driver AND s.card = t.card AND s.text = t.text"

/* Every text that a screen has acknowledged is on its card, beside it as the second of two, or
 * in the history that says what stood there. */
static void no_text_is_lost(void **state)
{
    (void)state;
    open_account();
    int64_t told = number("SELECT count(*) FROM told WHERE what = 'text'");
    int64_t found = number("SELECT count(*) FROM told t WHERE what = 'text'"
                           " AND EXISTS(SELECT 1 FROM seen s WHERE " SAME ")");
    printf("soak: %lld texts acknowledged, %lld of them in the file;", (long long)told,
           (long long)found);
    int64_t killed = number("SELECT count(*) FROM told WHERE what = 'killed'");
    printf(" %lld kills, %lld texts taken from drafts after a kill\n", (long long)killed,
           (long long)number("SELECT count(*) FROM told WHERE what = 'draft'"));
    printf("soak: %lld of the texts on one and the same card, %lld of them beside it\n",
           (long long)number("SELECT count(*) FROM told WHERE what = 'text' AND card = 0"),
           (long long)number("SELECT count(*) FROM seen WHERE place = 'rival'"));
    assert_true(killed >= seconds() / 3); /* 200 in ten minutes */
    assert_int_equal(found, told);
    assert_true(told > 0);
}

/* For whoever looks for the cause: what was saved last, and what stands on that card now. */
static void print_differences(void)
{
    sqlite3_stmt *rows = NULL;
    assert_int_equal(sqlite3_prepare_v2(
                         account,
                         "SELECT 'k' || t.driver || '-' || t.card || '-' || t.text,"
                         " coalesce((SELECT c.id || ': ' || c.text FROM seen s JOIN team.dj_card c"
                         " ON c.id = s.id WHERE s.place = 'card' AND s.driver = t.driver"
                         " AND s.card = t.card), 'no card')"
                         " FROM (SELECT driver, card, max(text) AS text FROM told"
                         " WHERE what = 'text' AND card > 0 GROUP BY driver, card) t"
                         " WHERE NOT EXISTS(SELECT 1 FROM seen s WHERE " SAME
                         " AND place = 'card')",
                         -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        fprintf(stderr, "saved last: %s; now: %s\n", (const char *)sqlite3_column_text(rows, 0),
                (const char *)sqlite3_column_text(rows, 1));
    sqlite3_finalize(rows);
}

/* A card that only one driver writes says what was acknowledged last. */
static void every_card_says_what_was_saved_last(void **state)
{
    (void)state;
    int64_t cards = number("SELECT count(DISTINCT driver * 100000 + card) FROM told"
                           " WHERE what = 'text' AND card > 0");
    int64_t right = number("SELECT count(*) FROM (SELECT driver, card, max(text) AS text FROM told"
                           " WHERE what = 'text' AND card > 0 GROUP BY driver, card) t"
                           " WHERE EXISTS(SELECT 1 FROM seen s WHERE " SAME " AND place = 'card')");
    printf("soak: %lld cards, %lld as they were saved last\n", (long long)cards, (long long)right);
    print_differences();
    assert_int_equal(right, cards);
    assert_int_equal(
        number("SELECT count(*) FROM seen s WHERE place = 'card' AND card > 0 AND NOT"
               " EXISTS(SELECT 1 FROM told t WHERE what IN ('text', 'perhaps') AND " SAME ")"),
        0);
}

static void every_star_is_there(void **state)
{
    (void)state;
    run_sql(
        "CREATE TEMP TABLE stars AS SELECT driver, card, what = 'star' AS star FROM told WHERE id"
        " IN (SELECT max(id) FROM told WHERE what IN ('star', 'unstar') GROUP BY driver, card)");
    int64_t told = number("SELECT count(*) FROM told WHERE what IN ('star', 'unstar')");
    int64_t cards = number("SELECT count(*) FROM stars");
    int64_t right = number("SELECT count(*) FROM stars t WHERE star = (SELECT c.star FROM seen s"
                           " JOIN team.dj_card c ON c.id = s.id WHERE s.place = 'card'"
                           " AND s.driver = t.driver AND s.card = t.card)");
    printf("soak: %lld stars set or taken on %lld cards, %lld as they were left\n", (long long)told,
           (long long)cards, (long long)right);
    assert_int_equal(right, cards);
}

static void the_doctor_finds_nothing(void **state)
{
    (void)state;
    sqlite3_close(account);
    struct fixture_run run =
        fixture_run((const char *const[]){"datajam", "doctor", soak_team, NULL}, NULL, NULL);
    const char *words = buffer_span(&run.out).data;
    if (run.status != 0 || strstr(words, "warning:"))
        fail_msg("%s", words);
    fixture_run_free(&run);
}

/* ---- all of it ---- */

static int run_driver(int i, int64_t until)
{
    struct driver driver = {
        .number = i, .team = soak_team, .seed = 20190101u + (unsigned)i, .until = until};
    const struct CMUnitTest tests[] = {cmocka_unit_test_prestate(drive, &driver)};
    snprintf(driver.person, sizeof driver.person, "Person %d", i + 1);
    const char *path = output_file(i);
    if (!freopen(path, "w", stdout) || !freopen(path, "a", stderr))
        return 1;
    driver.told = fopen(account_file(i), "we");
    if (!driver.told)
        return 1;
    int failed = cmocka_run_group_tests_name("driver", tests, NULL, NULL);
    fclose(driver.told);
    return failed != 0;
}

static void run_all(void)
{
    pid_t children[DRIVERS];
    int64_t until = clock_steady_ms() + (int64_t)seconds() * 1000;
    for (int i = 0; i < DRIVERS; i++) {
        children[i] = fork();
        if (children[i] == 0)
            exit(run_driver(i, until));
    }
    for (int i = 0; i < DRIVERS; i++)
        waitpid(children[i], &statuses[i], 0);
}

static int make_team(void **state)
{
    (void)state;
    soak_folder = fixture_folder();
    soak_team = fixture_team("visits", "office,n\nNorth,1\n");
    fixture_do(VT_ARGS("datajam", "board", soak_team, "add", "question", "k9-0-0 of all"));
    run_all();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_driver_came_through),
        cmocka_unit_test(no_text_is_lost),
        cmocka_unit_test(every_card_says_what_was_saved_last),
        cmocka_unit_test(every_star_is_there),
        cmocka_unit_test(the_doctor_finds_nothing),
    };
    return cmocka_run_group_tests(tests, make_team, NULL);
}
