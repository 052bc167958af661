/*
 * The deck of a real team file and what is written of it: the figures are those that were
 * pinned, small groups are hidden, hostile texts stay texts, and the page is well-formed and
 * asks for nothing.
 */
#include "core/service/report.h"

#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/analysis/view.h"
#include "core/base/file.h"
#include "core/service/board.h"
#include "core/service/frames.h"
#include "core/service/selection.h"
#include "core/store/dataset.h"
#include "core/store/meta.h"
#include "tests/support/check.h"
#include "tests/support/fixture.h"
#include "tests/support/team.h"

/* North 6 rows, South 5, West 3. */
static const char csv[] = "\"<b>office</b>\",months\n"
                          "North,1\nNorth,2\nNorth,3\nNorth,4\nNorth,5\nNorth,6\n"
                          "South,10\nSouth,20\nSouth,30\nSouth,40\nSouth,50\n"
                          "West,111\nWest,222\nWest,333\n";

static const char hostile[] = "</title><script>alert(1)</script> & \"q\" 'a' "
                              "![x](http://evil.example/) | `c` \x01 \xe2\x80\xae txt";

struct fixture {
    const char *path, *folder;
    struct db *db;
    struct frames *frames;
    struct arena *arena;
    struct dataset_info dataset;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->path = fixture_team("visits", csv);
    f->folder = fixture_folder();
    f->arena = arena_new();
    f->frames = frames_new(FRAMES_BUDGET);
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
    assert_int_equal(dataset_find(f->db, f->arena, "visits", &f->dataset, &f->err), STATUS_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    frames_free(f->frames);
    db_close(f->db);
    arena_free(f->arena);
    free(f);
    return 0;
}

static struct evidence_ground ground(const struct fixture *f)
{
    return (struct evidence_ground){.db = f->db, .frames = f->frames};
}

static const char *view_of(struct fixture *f, enum pivot_value value)
{
    const struct pivot_spec spec = {.rows = {{.column = f->dataset.columns[0].id}},
                                    .value = value,
                                    .value_column =
                                        value == PIVOT_COUNT ? 0 : f->dataset.columns[1].id,
                                    .sort = PIVOT_BY_LABEL};
    struct view view = {.dataset = f->dataset.id, .filters = "[]"};
    const char *json = NULL;
    assert_int_equal(pivot_spec_to_json(f->arena, &spec, &view.pivot, &f->err), STATUS_OK);
    assert_int_equal(view_write(f->arena, &view, &json, &f->err), STATUS_OK);
    return json;
}

/* A starred finding with a pivot pinned to it; text NULL: what the figures say. */
static int64_t pin_as(struct fixture *f, const char *kind, enum pivot_value value, const char *text)
{
    const struct evidence_ground here = ground(f);
    struct evidence evidence;
    int64_t id = 0;
    assert_int_equal(evidence_take(&here, kind, view_of(f, value), f->arena, &evidence, &f->err),
                     STATUS_OK);
    const struct board_new new = {.kind = CARD_FINDING,
                                  .column = BOARD_USUAL,
                                  .texts = {[CARD_TEXT] = text ? text : evidence.sentence,
                                            [CARD_CAVEAT] = hostile,
                                            [CARD_FOLLOWS] = "line one\nline two"},
                                  .evidence = &evidence};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_OK);
    assert_int_equal(board_star(f->db, f->arena, id, true, "Ada", &f->err), STATUS_OK);
    return id;
}

static int64_t pin(struct fixture *f, enum pivot_value value, const char *text)
{
    return pin_as(f, EVIDENCE_PIVOT, value, text);
}

static struct deck make(struct fixture *f)
{
    const struct evidence_ground here = ground(f);
    struct deck deck;
    if (deck_make(&here, f->arena, &deck, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return deck;
}

/* The text in a row of a piece that begins so, in its last column. */
static const char *figure(const struct deck_piece *piece, const char *label)
{
    const struct deck_table *table = &piece->table;
    for (size_t r = 0; r < table->rows; r++)
        if (strcmp(table->cells[r * table->columns], label) == 0)
            return table->cells[r * table->columns + table->columns - 1];
    fail_msg("no %s", label);
    return "";
}

static void small_groups_are_hidden_everywhere(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, NULL);
    pin(f, PIVOT_AVERAGE, NULL);
    const struct deck deck = make(f);
    assert_int_equal(deck.minimum, 5);
    assert_true(deck.masked);
    assert_int_equal(deck.count, 4); /* title, two findings, what should follow */
    const struct deck_piece *counts = deck.pages[1].piece, *averages = deck.pages[2].piece;
    assert_string_equal(figure(counts, "North"), "6");
    assert_string_equal(figure(counts, "West"), "<5");
    assert_string_equal(figure(averages, "South"), "30.0");
    assert_string_equal(figure(averages, "West"), "n<5");
    assert_string_equal(counts->table.heads[1], "rows");
    assert_string_equal(averages->table.heads[1], "average of months");
    /* Of hidden counts one is the lowest. */
    assert_string_equal(counts->sentence, "By <b>office</b>, North has the most rows (6 of 14, "
                                          "43 %).");
    /* The claim was the sentence of all figures, "West has the highest (222)". */
    assert_non_null(strstr(deck.pages[2].title, "South has the highest"));
    assert_null(strstr(deck.pages[2].title, "222"));
    for (size_t i = 0; i < averages->chart->category_count; i++)
        if (span_equal(averages->chart->categories[i].text, span_string("West")))
            assert_false(chart_at(averages->chart, 0, 0, i)->has);
}

static void of_a_chart_too(void **state)
{
    struct fixture *f = *state;
    pin_as(f, EVIDENCE_CHART, PIVOT_AVERAGE, NULL);
    const struct deck deck = make(f);
    const struct deck_piece *piece = deck.pages[1].piece;
    assert_string_equal(figure(piece, "West"), "n<5");
    assert_string_equal(figure(piece, "South"), "30.0");
    assert_non_null(piece->chart);
    assert_null(strstr(deck.pages[1].title, "222"));
    assert_null(strstr(piece->sentence, "222"));
}

static struct report_outcome write_to(struct fixture *f, const char *path);

/* What people typed stays theirs; but they are told. */
static void a_text_that_says_what_is_hidden_is_pointed_out(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_AVERAGE, "West waits 222 months, the others 30");
    pin(f, PIVOT_AVERAGE, "In K222 the 2222 others wait for 3.5");
    pin(f, PIVOT_COUNT, "Only 3 people");
    struct deck deck = make(f);
    assert_string_equal(deck.pages[1].tells, "222");
    assert_string_equal(deck.pages[2].tells, "");
    assert_string_equal(deck.pages[3].tells, "3");
    assert_int_equal(deck.telling, 2);
    const struct report_outcome outcome = write_to(f, fixture_path(f->folder, "told.html"));
    assert_int_equal(outcome.telling, 2);
    assert_string_equal(outcome.tells, "222");
    assert_non_null(strstr(outcome.claim, "West waits"));
    assert_int_equal(meta_set(f->db, META_MINIMUM, "1", &f->err), STATUS_OK);
    assert_int_equal(make(f).telling, 0); /* nothing is hidden */
}

static void the_jam_says_the_minimum(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, "claim");
    assert_int_equal(meta_set(f->db, META_MINIMUM, "6", &f->err), STATUS_OK);
    struct deck deck = make(f);
    assert_string_equal(figure(deck.pages[1].piece, "South"), "<6");
    assert_int_equal(meta_set(f->db, META_MINIMUM, "1", &f->err), STATUS_OK);
    deck = make(f);
    assert_string_equal(figure(deck.pages[1].piece, "West"), "3");
    assert_false(deck.masked);
    assert_int_equal(meta_set(f->db, META_MINIMUM, "lots", &f->err), STATUS_OK);
    assert_int_equal(make(f).minimum, 5);
}

static void figures_are_those_that_were_pinned(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, "claim");
    assert_false(make(f).changed);
    foreign_sql(f->path, "INSERT INTO visits VALUES (NULL, 'North', 7)");
    const struct deck deck = make(f);
    assert_string_equal(figure(deck.pages[1].piece, "North"), "6");
    assert_int_equal(deck.pages[1].piece->state, EVIDENCE_CHANGED);
    const char *notes[DECK_NOTES];
    size_t count = deck_notes(f->arena, &deck, deck.pages[1].piece, notes);
    assert_string_equal(notes[0], "n = 14 · visits");
    assert_non_null(strstr(notes[1], "Pinned by Ada on "));
    assert_in_range(count, 3, DECK_NOTES);
    assert_non_null(strstr(notes[2], "others now"));
    struct deck_piece nobody = *deck.pages[1].piece;
    nobody.by = "";
    deck_notes(f->arena, &deck, &nobody, notes);
    assert_int_equal(strncmp(notes[1], "Pinned on ", 10), 0);
}

/* ---- what is written ---- */

static struct report_outcome write_to(struct fixture *f, const char *path)
{
    const struct evidence_ground here = ground(f);
    const struct report_request request = {.ground = &here, .path = path, .by = "Ada"};
    struct report_outcome outcome;
    if (report_write(&request, f->arena, &outcome, &f->err) != STATUS_OK)
        fail_msg("%s", f->err.message);
    return outcome;
}

static const char *read_all(struct fixture *f, const char *path)
{
    struct buffer text = {0};
    assert_int_equal(file_read(path, 1 << 24, &text, &f->err), STATUS_OK);
    const char *copy = arena_copy(f->arena, buffer_span(&text));
    buffer_free(&text);
    return copy;
}

struct page {
    size_t sections, headers, pictures, ids;
    char id[256][32];
};

static void see_element(void *context, const char *name, const char **attributes)
{
    struct page *page = context;
    static const char *const none[] = {"script", "iframe", "object", "embed", "link",
                                       "img",    "form",   "base",   "image", "a"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_string_not_equal(name, none[i]);
    page->sections += strcmp(name, "section") == 0;
    page->headers += strcmp(name, "th") == 0;
    page->pictures += strcmp(name, "svg") == 0;
    for (; attributes[0]; attributes += 2) {
        assert_string_not_equal(attributes[0], "src");
        assert_string_not_equal(attributes[0], "href");
        assert_int_not_equal(strncmp(attributes[0], "on", 2), 0);
        if (strcmp(attributes[0], "id") != 0)
            continue;
        for (size_t i = 0; i < page->ids; i++)
            assert_string_not_equal(page->id[i], attributes[1]);
        snprintf(page->id[page->ids++], sizeof page->id[0], "%s", attributes[1]);
    }
}

static struct page parse(const char *html)
{
    struct page page = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &page);
    XML_SetStartElementHandler(parser, see_element);
    if (XML_Parse(parser, html, (int)strlen(html), 1) != XML_STATUS_OK)
        fail_msg("line %lu: %s", XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return page;
}

static void html_is_whole_and_harmless(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, hostile);
    pin(f, PIVOT_AVERAGE, NULL);
    const char *path = fixture_path(f->folder, "new/report.html");
    const struct report_outcome outcome = write_to(f, path);
    assert_int_equal(outcome.slides, 4);
    assert_int_equal(outcome.meter.findings, 2);
    const char *html = read_all(f, path);
    const struct page page = parse(html);
    assert_int_equal(page.sections, 4);
    assert_int_equal(page.pictures, 3); /* the looks, and two charts */
    assert_int_equal(page.headers, 2 * (2 + 4));
    assert_int_equal(strncmp(html, "<!DOCTYPE html>\n<html lang=\"en\"", 31), 0);
    assert_non_null(strstr(html, "default-src 'none'"));
    assert_non_null(strstr(html, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot;"));
    assert_non_null(strstr(html, "&lt;b&gt;office&lt;/b&gt;"));
    assert_null(strstr(html, "\xe2\x80\xae")); /* nothing turns the text around it */
    assert_null(strstr(html, "\x01"));
    assert_null(strstr(html, "url(http"));
    assert_null(strstr(html, "@import"));
    assert_null(strstr(html, "(222"));
    assert_null(strstr(html, ">222"));
}

static void markdown_has_its_pictures_beside_it(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, hostile);
    const char *path = fixture_path(f->folder, "home/our report.md");
    assert_int_equal(write_to(f, path).pictures, 1);
    const char *text = read_all(f, path);
    assert_non_null(strstr(text, "](our%20report-2.svg)"));
    assert_non_null(strstr(text, "\\<script\\>alert(1)"));
    assert_non_null(strstr(text, "\\!\\[x\\](http\\://evil.example/) \\| \\`c\\`"));
    assert_non_null(strstr(text, "| West | \\<5 |"));
    assert_non_null(strstr(text, "line one line two"));
    parse(read_all(f, fixture_path(f->folder, "home/our report-2.svg")));
}

static void nothing_is_replaced_unasked(void **state)
{
    struct fixture *f = *state;
    pin(f, PIVOT_COUNT, "claim");
    const struct evidence_ground here = ground(f);
    const char *svg = fixture_file(f->folder, "r-2.svg", "mine");
    struct report_request request = {.ground = &here, .path = fixture_path(f->folder, "r.md")};
    struct report_outcome outcome;
    assert_int_equal(report_write(&request, f->arena, &outcome, &f->err), STATUS_EXISTS);
    assert_false(file_exists(request.path));
    assert_string_equal(read_all(f, svg), "mine");
    request.replace = true;
    assert_int_equal(report_write(&request, f->arena, &outcome, &f->err), STATUS_OK);
    request.replace = false;
    assert_int_equal(report_write(&request, f->arena, &outcome, &f->err), STATUS_EXISTS);
    request.path = fixture_path(f->folder, "r.pptx");
    assert_int_equal(report_write(&request, f->arena, &outcome, &f->err), STATUS_INVALID);
    assert_non_null(strstr(f->err.message, ".html"));
}

static void it_is_logged(void **state)
{
    struct fixture *f = *state;
    write_to(f, fixture_path(f->folder, "logged.html"));
    assert_int_equal(
        foreign_number(f->path, "SELECT count(*) FROM dj_log WHERE action = 'export' AND subject "
                                "= 'logged.html' AND by = 'Ada'"),
        1);
}

/* Of the processor: what others do on the machine doesn't count. */
static int64_t spent_ms(void)
{
    struct timespec spent;
    assert_int_equal(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent), 0);
    return (int64_t)spent.tv_sec * 1000 + spent.tv_nsec / 1000000;
}

static void sixty_findings_take_no_time(void **state)
{
    enum { FINDINGS = 60, LIMIT_MS = 1000 };
    struct fixture *f = *state;
    for (int i = 0; i < FINDINGS; i++)
        pin(f, i % 2 ? PIVOT_COUNT : PIVOT_AVERAGE, NULL);
    const char *path = fixture_path(f->folder, "sixty.html");
    int64_t begin = spent_ms();
    assert_int_equal(write_to(f, path).meter.findings, FINDINGS);
    int64_t took = spent_ms() - begin;
    print_message("60 findings as HTML: %lld ms\n", (long long)took);
    if (!getenv("DATAJAM_SLOW"))
        assert_in_range(took, 0, LIMIT_MS);
    assert_int_equal(parse(read_all(f, path)).sections, FINDINGS + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(small_groups_are_hidden_everywhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(of_a_chart_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_text_that_says_what_is_hidden_is_pointed_out, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_jam_says_the_minimum, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_those_that_were_pinned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(html_is_whole_and_harmless, set_up, tear_down),
        cmocka_unit_test_setup_teardown(markdown_has_its_pictures_beside_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_is_replaced_unasked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_logged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sixty_findings_take_no_time, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
