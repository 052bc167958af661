/*
 * The board as a use case: cards, changes of two people at once, evidence that stays, taking
 * back. Two connections stand for two people.
 */
#include "core/service/board.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/db_internal.h"
#include "core/store/log.h"
#include "tests/support/check.h"
#include "tests/support/team.h"

struct fixture {
    char *folder, *path;
    struct db *db, *other;
    struct arena *arena;
    struct error err;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->folder = scratch_new();
    f->path = scratch_path(f->folder, "team.db");
    f->arena = arena_new();
    assert_int_equal(db_open(&f->db, f->path, DB_TEAM, DB_CREATE, &f->err), STATUS_OK);
    assert_int_equal(db_open(&f->other, f->path, DB_TEAM, DB_WRITE, &f->err), STATUS_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    db_close(f->other);
    db_close(f->db);
    arena_free(f->arena);
    free(f->path);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

/* ---- helpers ---- */

static void good(struct fixture *f, enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s", f->err.message);
}

static int64_t add(struct fixture *f, enum card_kind kind, const char *text)
{
    int64_t id = 0;
    const struct board_new new = {
        .kind = kind, .column = BOARD_USUAL, .texts = {[CARD_TEXT] = text}};
    good(f, board_add(f->db, f->arena, &new, "Ada", &id, &f->err));
    assert_true(id > 0);
    return id;
}

static struct board read_board(struct fixture *f)
{
    struct board board;
    good(f, board_read(f->db, f->arena, &board, &f->err));
    return board;
}

static const char *field(struct fixture *f, int64_t id, enum card_field field)
{
    struct board board = read_board(f);
    const struct card *card = board_card(&board, id);
    assert_non_null(card);
    return card->texts[field];
}

static struct board_outcome edit(struct fixture *f, struct db *db, int64_t id,
                                 enum card_field field, const char *base, const char *text,
                                 const char *by)
{
    struct board_outcome out;
    const struct board_edit edit = {field, base, text};
    good(f, board_edit(db, f->arena, id, &edit, 1, by, &out, &f->err));
    return out;
}

/* The ids in a column, the archived ones left out, as "3 1 2". */
static const char *order(struct fixture *f, enum board_column column)
{
    struct board board = read_board(f);
    const char *out = "";
    for (size_t i = 0; i < board.card_count; i++) {
        const struct card *card = &board.cards[i];
        if (card_column_of(card) == column && !card_is(card, CARD_ARCHIVED))
            out = arena_printf(f->arena, "%s%s%lld", out, *out ? " " : "", (long long)card->id);
    }
    return out;
}

static const char *undo(struct fixture *f, const char *by)
{
    const char *words;
    good(f, board_undo(f->db, f->arena, by, &words, &f->err));
    return words;
}

static const char *redo(struct fixture *f, const char *by)
{
    const char *words;
    good(f, board_redo(f->db, f->arena, by, &words, &f->err));
    return words;
}

/* ---- cards ---- */

static void test_new_cards_stand_where_their_kind_does(void **state)
{
    struct fixture *f = *state;
    int64_t question = add(f, CARD_QUESTION, "Do singles stay longer?");
    int64_t finding = add(f, CARD_FINDING, "Single parents stay longest");
    int64_t note = add(f, CARD_NOTE, "Zählt \"Paare\" mit – 家");
    struct board board = read_board(f);
    assert_int_equal(board.card_count, 3);
    const struct card *card = board_card(&board, question);
    assert_string_equal(card->texts[CARD_TEXT], "Do singles stay longer?");
    assert_string_equal(card->by, "Ada");
    assert_string_equal(card->changed_by, "Ada");
    assert_int_equal(card->revision, 1);
    assert_int_equal(strlen(card->uuid), UUID_SIZE - 1);
    assert_int_equal(card_column_of(card), BOARD_QUESTIONS);
    assert_int_equal(card_column_of(board_card(&board, finding)), BOARD_FINDINGS);
    assert_int_equal(card_kind_of(board_card(&board, note)), CARD_NOTE);
    assert_string_equal(board_card(&board, note)->texts[CARD_TEXT], "Zählt \"Paare\" mit – 家");
    assert_null(board_card(&board, 99));
}

static void test_what_is_no_card_is_refused(void **state)
{
    struct fixture *f = *state;
    int64_t id = 0;
    struct board_new new = {.column = BOARD_USUAL, .texts = {[CARD_TEXT] = " \n\t"}};
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_INVALID);
    char *long_text = calloc(1, BOARD_TEXT_MAX + 2);
    memset(long_text, 'a', BOARD_TEXT_MAX + 1);
    new.texts[CARD_TEXT] = long_text;
    assert_int_equal(board_add(f->db, f->arena, &new, "Ada", &id, &f->err), STATUS_INVALID);
    long_text[BOARD_TEXT_MAX] = '\0';
    good(f, board_add(f->db, f->arena, &new, "Ada", &id, &f->err));
    free(long_text);
    new.texts[CARD_TEXT] = "bad \xff bytes";
    good(f, board_add(f->db, f->arena, &new, "Ada", &id, &f->err));
    assert_string_equal(field(f, id, CARD_TEXT), "bad \xef\xbf\xbd bytes");
    const struct board_edit edit = {CARD_TEXT, NULL, "x"};
    struct board_outcome out;
    assert_int_equal(board_edit(f->db, f->arena, 99, &edit, 1, "Ada", &out, &f->err),
                     STATUS_NOT_FOUND);
    good(f, db_begin(f->db, &f->err)); /* nothing was left open */
    db_rollback(f->db);
}

static void test_order_and_columns(void **state)
{
    struct fixture *f = *state;
    int64_t a = add(f, CARD_QUESTION, "a"), b = add(f, CARD_QUESTION, "b");
    int64_t c = add(f, CARD_QUESTION, "c");
    assert_string_equal(order(f, BOARD_QUESTIONS), "1 2 3");
    good(f, board_place(f->db, f->arena, c, BOARD_QUESTIONS, a, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_QUESTIONS), "3 1 2");
    good(f, board_place(f->db, f->arena, c, BOARD_QUESTIONS, 0, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_QUESTIONS), "1 2 3");
    good(f, board_place(f->db, f->arena, b, BOARD_WORKING, 0, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_QUESTIONS), "1 3");
    assert_string_equal(order(f, BOARD_WORKING), "2");
}

/* As often as one likes in the same gap. */
static void test_there_is_always_room_between(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    good(f, db_open(&f->db, NULL, DB_TEAM, DB_MEMORY, &f->err)); /* quick */
    add(f, CARD_QUESTION, "a");
    int64_t b = add(f, CARD_QUESTION, "b"), c = add(f, CARD_QUESTION, "c");
    for (int i = 0; i < 120; i++) {
        int64_t moved = i % 2 ? b : c, before = i % 2 ? c : b;
        good(f, board_place(f->db, f->arena, moved, BOARD_QUESTIONS, before, "Ada", &f->err));
        assert_string_equal(order(f, BOARD_QUESTIONS), i % 2 ? "1 2 3" : "1 3 2");
    }
    assert_non_null(undo(f, "Ada"));
    assert_string_equal(order(f, BOARD_QUESTIONS), "1 3 2");
}

static void test_the_showcase_holds_the_starred(void **state)
{
    struct fixture *f = *state;
    int64_t a = add(f, CARD_FINDING, "a"), b = add(f, CARD_FINDING, "b");
    good(f, board_star(f->db, f->arena, b, true, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_SHOWCASE), "2");
    assert_string_equal(field(f, b, CARD_STAR), "1");
    good(f, board_place(f->db, f->arena, a, BOARD_SHOWCASE, b, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_SHOWCASE), "1 2");
    assert_string_equal(field(f, a, CARD_STAR), "1");
    good(f, board_place(f->db, f->arena, a, BOARD_WORKING, 0, "Ada", &f->err));
    assert_string_equal(field(f, a, CARD_STAR), "0");
    good(f, board_star(f->db, f->arena, b, false, "Ada", &f->err));
    assert_string_equal(order(f, BOARD_FINDINGS), "2");
    good(f, board_star(f->db, f->arena, b, false, "Ada", &f->err)); /* as it is */
    assert_string_equal(order(f, BOARD_FINDINGS), "2");
}

static void test_links(void **state)
{
    struct fixture *f = *state;
    int64_t a = add(f, CARD_QUESTION, "a"), b = add(f, CARD_FINDING, "b");
    good(f, board_link(f->db, f->arena, b, a, true, "Ada", &f->err));
    good(f, board_link(f->other, f->arena, a, b, true, "Robin", &f->err));
    struct board board = read_board(f);
    assert_int_equal(board.link_count, 1);
    assert_int_equal(board.links[0].a, a);
    assert_int_equal(board.links[0].b, b);
    assert_int_equal(board_link(f->db, f->arena, a, a, true, "Ada", &f->err), STATUS_INVALID);
    assert_int_equal(board_link(f->db, f->arena, a, 99, true, "Ada", &f->err), STATUS_NOT_FOUND);
    good(f, board_link(f->db, f->arena, a, b, false, "Ada", &f->err));
    assert_int_equal(read_board(f).link_count, 0);
    assert_non_null(undo(f, "Ada"));
    assert_int_equal(read_board(f).link_count, 1);
}

/* ---- two at the same card ---- */

static void test_no_text_is_overwritten(void **state)
{
    struct fixture *f = *state;
    int64_t id = add(f, CARD_FINDING, "first");
    /* Robin saves while Ada still writes on what she has read. */
    assert_int_equal(edit(f, f->other, id, CARD_TEXT, "first", "by Robin", "Robin").rivals, 0);
    struct board_outcome out = edit(f, f->db, id, CARD_TEXT, "first", "by Ada", "Ada");
    assert_int_equal(out.rivals, 1);
    assert_string_equal(out.other, "Robin");
    assert_string_equal(field(f, id, CARD_TEXT), "by Robin");
    struct board board = read_board(f);
    assert_int_equal(board.rival_count, 1);
    assert_int_equal(board.rivals[0].card, id);
    assert_int_equal(board.rivals[0].field, CARD_TEXT);
    assert_string_equal(board.rivals[0].text, "by Ada");
    assert_string_equal(board.rivals[0].by, "Ada");
    /* The same text is no conflict. */
    assert_int_equal(edit(f, f->db, id, CARD_TEXT, "first", "by Robin", "Ada").rivals, 0);
}

/* ---- one state ---- */

/* Before each statement somebody else writes, if the file can be written at that moment: a card
 * that stands in front of all others, and a tie of it. */
static int write_between(unsigned what, void *context, void *statement, void *text)
{
    struct db *other = context;
    (void)what;
    (void)statement;
    (void)text;
    sqlite3_exec(other->handle,
                 "BEGIN IMMEDIATE; INSERT INTO dj_card(uuid, kind, \"column\", position, by, at_ms,"
                 " changed_by, changed_ms)"
                 " VALUES(hex(randomblob(16)), 'finding', 'findings', 1, 'Robin', 0, 'Robin', 0);"
                 "INSERT INTO dj_card_link(a, b) SELECT 1, max(id) FROM dj_card; COMMIT",
                 NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(other->handle))
        sqlite3_exec(other->handle, "ROLLBACK", NULL, NULL, NULL);
    return 0;
}

static struct board read_while_others_write(struct fixture *f)
{
    sqlite3_busy_timeout(f->other->handle, 0);
    assert_int_equal(sqlite3_trace_v2(f->db->handle, SQLITE_TRACE_STMT, write_between, f->other),
                     SQLITE_OK);
    struct board board = read_board(f);
    sqlite3_trace_v2(f->db->handle, 0, NULL, NULL);
    return board;
}

/* What comes in while the board is read takes nobody's place: the cursor of whoever reads stands
 * on a card that is there. */
static void test_what_comes_meanwhile_displaces_nothing(void **state)
{
    struct fixture *f = *state;
    int64_t first = add(f, CARD_QUESTION, "first"), second = add(f, CARD_QUESTION, "second");
    struct board board = read_while_others_write(f);
    assert_true(board.card_count > 2); /* there was a moment to write in */
    assert_non_null(board_card(&board, first));
    assert_non_null(board_card(&board, second));
    for (size_t i = 0; i < board.link_count; i++)
        assert_non_null(board_card(&board, board.links[i].b));
    assert_int_equal(board.link_count, board.card_count - 2); /* all of one state */
}

static void test_different_fields_do_not_meet(void **state)
{
    struct fixture *f = *state;
    int64_t id = add(f, CARD_FINDING, "claim");
    edit(f, f->other, id, CARD_CAVEAT, "", "small numbers", "Robin");
    good(f, board_star(f->other, f->arena, id, true, "Robin", &f->err));
    struct board_outcome out = edit(f, f->db, id, CARD_TEXT, "claim", "a better claim", "Ada");
    assert_int_equal(out.rivals, 0);
    assert_string_equal(field(f, id, CARD_TEXT), "a better claim");
    assert_string_equal(field(f, id, CARD_CAVEAT), "small numbers");
    /* Who changed that very field is told, not who touched the card last. */
    out = edit(f, f->db, id, CARD_CAVEAT, "", "mine", "Ada");
    assert_int_equal(out.rivals, 1);
    assert_string_equal(out.other, "Robin");
}

static const char *rival_of(struct fixture *f, int64_t id)
{
    edit(f, f->other, id, CARD_TEXT, NULL, "by Robin", "Robin");
    edit(f, f->db, id, CARD_TEXT, "other", "by Ada", "Ada");
    struct board board = read_board(f);
    assert_int_equal(board.rival_count, 1);
    return board.rivals[0].uuid;
}

static void test_settling(void **state)
{
    static const struct {
        enum board_settle how;
        const char *text;
    } ways[] = {{BOARD_KEEP, "by Robin"},
                {BOARD_TAKE_RIVAL, "by Ada"},
                {BOARD_TAKE_BOTH, "by Robin\nby Ada"}};
    struct fixture *f = *state;
    int64_t id = add(f, CARD_FINDING, "first");
    for (size_t i = 0; i < 3; i++) {
        const char *uuid = rival_of(f, id);
        good(f, board_settle(f->db, f->arena, uuid, ways[i].how, "Ada", &f->err));
        assert_string_equal(field(f, id, CARD_TEXT), ways[i].text);
        assert_int_equal(read_board(f).rival_count, 0);
        assert_int_equal(board_settle(f->db, f->arena, uuid, ways[i].how, "Ada", &f->err),
                         STATUS_NOT_FOUND);
        assert_non_null(undo(f, "Ada"));
        assert_int_equal(read_board(f).rival_count, 1);
        assert_string_equal(field(f, id, CARD_TEXT), "by Robin");
        assert_non_null(redo(f, "Ada"));
        assert_int_equal(read_board(f).rival_count, 0);
        assert_string_equal(field(f, id, CARD_TEXT), ways[i].text);
    }
}

/* ---- taking back ---- */

static void test_undo_and_redo(void **state)
{
    struct fixture *f = *state;
    assert_null(undo(f, "Ada"));
    int64_t id = add(f, CARD_FINDING, "claim");
    edit(f, f->db, id, CARD_TEXT, NULL, "better", "Ada");
    good(f, board_place(f->db, f->arena, id, BOARD_WORKING, 0, "Ada", &f->err));
    assert_non_null(strstr(undo(f, "Ada"), "went to Working on"));
    assert_string_equal(field(f, id, CARD_COLUMN), "findings");
    assert_non_null(strstr(undo(f, "Ada"), "edited"));
    assert_string_equal(field(f, id, CARD_TEXT), "claim");
    assert_non_null(strstr(undo(f, "Ada"), "written"));
    assert_string_equal(field(f, id, CARD_ARCHIVED), "1");
    assert_null(undo(f, "Ada"));
    assert_non_null(redo(f, "Ada"));
    assert_string_equal(field(f, id, CARD_ARCHIVED), "0");
    assert_non_null(redo(f, "Ada"));
    assert_non_null(redo(f, "Ada"));
    assert_string_equal(field(f, id, CARD_TEXT), "better");
    assert_string_equal(field(f, id, CARD_COLUMN), "working on");
    assert_null(redo(f, "Ada"));
    /* What was done again can be taken back again; something new ends doing again. */
    assert_non_null(undo(f, "Ada"));
    assert_string_equal(field(f, id, CARD_COLUMN), "findings");
    edit(f, f->db, id, CARD_TEXT, NULL, "newest", "Ada");
    assert_null(redo(f, "Ada"));
    assert_non_null(undo(f, "Ada"));
    assert_string_equal(field(f, id, CARD_TEXT), "better");
}

static void test_undo_is_of_ones_own(void **state)
{
    struct fixture *f = *state;
    int64_t id = add(f, CARD_FINDING, "claim");
    edit(f, f->other, id, CARD_CAVEAT, NULL, "hm", "Robin");
    const char *words;
    /* Robin works on the card: it does not go away under his hands. */
    assert_int_equal(board_undo(f->db, f->arena, "Ada", &words, &f->err), STATUS_STALE);
    assert_non_null(strstr(f->err.message, "Robin"));
    assert_string_equal(field(f, id, CARD_ARCHIVED), "0");
    edit(f, f->db, id, CARD_TEXT, NULL, "by Ada", "Ada");
    edit(f, f->other, id, CARD_TEXT, NULL, "by Robin", "Robin");
    assert_int_equal(board_undo(f->db, f->arena, "Ada", &words, &f->err), STATUS_STALE);
    assert_string_equal(field(f, id, CARD_TEXT), "by Robin");
    assert_non_null(undo(f, "Robin"));
    assert_string_equal(field(f, id, CARD_TEXT), "by Ada");
    assert_non_null(undo(f, "Ada"));
    assert_string_equal(field(f, id, CARD_TEXT), "claim");
}

static void test_history(void **state)
{
    struct fixture *f = *state;
    struct board_past *past;
    size_t count;
    int64_t id = add(f, CARD_MYTH, "Young people never leave");
    edit(f, f->other, id, CARD_VERDICT, NULL, "busted", "Robin");
    edit(f, f->other, id, CARD_VERDICT, NULL, "mixed", "Robin");
    edit(f, f->db, id, CARD_VERDICT, "", "holds", "Ada");
    good(f, board_history(f->db, f->arena, id, &past, &count, &f->err));
    assert_int_equal(count, 4);
    assert_non_null(strstr(past[0].words, "\"holds\" was written while someone else"));
    assert_string_equal(past[1].words, "Verdict: \"busted\" became \"mixed\"");
    assert_string_equal(past[1].by, "Robin");
    assert_string_equal(past[2].words, "Verdict: \"busted\"");
    assert_string_equal(past[3].words, "\"Young people never leave\" was written");
    assert_string_equal(past[3].by, "Ada");
}

/* What another version wrote into the log is no reason to fall over. */
static void test_a_log_that_is_not_understood(void **state)
{
    static const char *const undos[] = {
        "nonsense", "[]", "{\"card\":1,\"values\":{\"nose\":[\"a\",\"b\"]}}",
        "{\"card\":1,\"values\":{\"text\":[1,2]}}", "{\"card\":\"x\"}"};
    struct fixture *f = *state;
    const char *words;
    int64_t id = add(f, CARD_NOTE, "note");
    for (size_t i = 0; i < sizeof undos / sizeof *undos; i++) {
        const struct log_entry entry = {
            .by = "Ada", .action = "twist", .kind = "card", .subject = "x", .undo = undos[i]};
        good(f, log_add(f->db, &entry, NULL, &f->err));
        assert_int_equal(board_undo(f->db, f->arena, "Ada", &words, &f->err), STATUS_INVALID);
        assert_string_equal(field(f, id, CARD_TEXT), "note");
    }
}

/* ---- evidence ---- */

static const struct evidence sample = {.kind = "pivot",
                                       .dataset = 7,
                                       .dataset_name = "visits",
                                       .view = "{}",
                                       .title = "visits by office",
                                       .sentence = "Most visits are at the north.",
                                       .filters = "age ≥ 25",
                                       .n = 12408,
                                       .snapshot = "{\"rows\":[]}"};

static void test_evidence(void **state)
{
    struct fixture *f = *state;
    char first[UUID_SIZE], second[UUID_SIZE];
    struct evidence read;
    int64_t id = add(f, CARD_FINDING, "claim");
    good(f, board_pin(f->db, f->arena, id, &sample, "Ada", first, &f->err));
    good(f, board_pin(f->db, f->arena, id, &sample, "Ada", second, &f->err));
    struct board board = read_board(f);
    assert_int_equal(board.evidence_count, 2);
    assert_int_equal(board.evidence[0].card, id);
    assert_int_equal(board.evidence[0].n, 12408);
    assert_string_equal(board.evidence[0].by, "Ada");
    assert_null(board.evidence[0].snapshot);
    good(f, evidence_read(f->db, f->arena, first, &read, &f->err));
    assert_string_equal(read.snapshot, "{\"rows\":[]}");
    assert_string_equal(read.filters, "age ≥ 25");
    good(f, board_unpin(f->db, f->arena, first, "Ada", &f->err));
    assert_int_equal(read_board(f).evidence_count, 1);
    assert_int_equal(board_unpin(f->db, f->arena, first, "Ada", &f->err), STATUS_NOT_FOUND);
    assert_non_null(undo(f, "Ada"));
    assert_int_equal(read_board(f).evidence_count, 2);
    assert_non_null(undo(f, "Ada"));
    assert_non_null(undo(f, "Ada"));
    assert_int_equal(read_board(f).evidence_count, 0);
    assert_int_equal(board_pin(f->db, f->arena, 99, &sample, "Ada", NULL, &f->err),
                     STATUS_NOT_FOUND);
    assert_int_equal(foreign_number(f->path, "SELECT count(*) FROM dj_evidence"), 2);
}

static void test_a_finding_made_of_evidence(void **state)
{
    struct fixture *f = *state;
    int64_t id = 0;
    const struct board_new new = {.kind = CARD_FINDING,
                                  .column = BOARD_USUAL,
                                  .texts = {[CARD_TEXT] = sample.sentence},
                                  .evidence = &sample};
    good(f, board_add(f->db, f->arena, &new, "Ada", &id, &f->err));
    struct board board = read_board(f);
    assert_int_equal(board.evidence_count, 1);
    assert_int_equal(board.evidence[0].card, id);
    assert_non_null(undo(f, "Ada")); /* both in one step */
    assert_int_equal(read_board(f).evidence_count, 0);
    assert_string_equal(field(f, id, CARD_ARCHIVED), "1");
    assert_non_null(redo(f, "Ada"));
    assert_int_equal(read_board(f).evidence_count, 1);
}

/* Not even by another tool. */
static void test_evidence_is_not_edited(void **state)
{
    static const char *const attempts[] = {
        "UPDATE dj_evidence SET snapshot = '{}'", "UPDATE dj_evidence SET n = 1",
        "UPDATE dj_evidence SET sentence = 'better'", "UPDATE dj_evidence SET by = 'Robin'"};
    struct fixture *f = *state;
    int64_t id = add(f, CARD_FINDING, "claim");
    good(f, board_pin(f->db, f->arena, id, &sample, "Ada", NULL, &f->err));
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        assert_false(foreign_sql_works(f->path, attempts[i]));
    assert_true(foreign_sql_works(f->path, "UPDATE dj_evidence SET removed = 1"));
}

/* ---- names ---- */

static void test_names(void **state)
{
    enum card_kind kind;
    enum board_column column;
    enum card_field field;
    (void)state;
    assert_true(card_kind_from_name(span_string("Find"), &kind) && kind == CARD_FINDING);
    assert_true(card_kind_from_name(span_string("NOTE"), &kind) && kind == CARD_NOTE);
    assert_false(card_kind_from_name(span_string("frame"), &kind));
    assert_false(card_kind_from_name(span_string(""), &kind));
    assert_true(board_column_from_name(span_string("work"), &column) && column == BOARD_WORKING);
    assert_false(board_column_from_name(span_string("findingsx"), &column));
    assert_true(card_field_from_name(span_string("Caveat"), &field) && field == CARD_CAVEAT);
    assert_false(card_field_from_name(span_string("cav"), &field));
    for (int i = 0; i < CARD_BOARD_KINDS; i++)
        assert_true(card_kind_has((enum card_kind)i, CARD_TEXT));
    assert_true(card_kind_has(CARD_MYTH, CARD_VERDICT));
    assert_false(card_kind_has(CARD_NOTE, CARD_VERDICT));
    assert_string_equal(card_field_choices(CARD_VERDICT)[1], "busted");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_new_cards_stand_where_their_kind_does, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_no_card_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_order_and_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_there_is_always_room_between, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_showcase_holds_the_starred, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_text_is_overwritten, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_comes_meanwhile_displaces_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_different_fields_do_not_meet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_settling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_undo_and_redo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_undo_is_of_ones_own, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_history, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_log_that_is_not_understood, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_evidence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_finding_made_of_evidence, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_evidence_is_not_edited, set_up, tear_down),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("board", tests, NULL, NULL);
}
