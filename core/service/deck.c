/* Assembles the deck from the team file: board, evidence, names. */
#include "core/service/deck.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/service/board.h"
#include "core/service/deck_internal.h"
#include "core/service/release.h"
#include "core/service/topic_folder.h"
#include "core/store/meta.h"

enum { DATE = 16 };

struct making {
    const struct evidence_ground *ground;
    struct arena *arena;
    struct board board;
    struct deck_card *cards; /* of the board, in its order */
    const char **claims;     /* of them, as they may be told; NULL: not yet known */
    const char *topic;
    struct deck *deck;
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* A text of the catalogue in arena; NULL: no memory. */
static const char *say(struct arena *arena, enum text_id id, const struct text_value *values)
{
    char *text = text_new(id, values);
    const char *copy = text ? arena_string(arena, text) : NULL;
    free(text);
    return copy;
}

/* ---- one piece of evidence ---- */

static enum status fill_figures(struct deck_work *work, const struct snapshot *figures,
                                struct error *err)
{
    work->figures = figures;
    enum status status = deck_fill_table(work, err);
    bool chart = strcmp(work->evidence->kind, EVIDENCE_CHART) == 0;
    bool query = strcmp(work->evidence->kind, EVIDENCE_QUERY) == 0;
    if (status != STATUS_OK ||
        (!chart && !query && strcmp(work->evidence->kind, EVIDENCE_PIVOT) != 0))
        return status;
    struct error trouble = {0};
    if (view_read(work->arena, span_string(work->evidence->view), &work->view, &trouble) !=
        STATUS_OK)
        return STATUS_OK; /* of a view of another version the figures are there all the same */
    status = chart   ? deck_fill_chart(work, &trouble)
             : query ? deck_fill_query(work, &trouble)
                     : STATUS_INVALID;
    if (status == STATUS_INVALID && !query)
        status = deck_fill_pivot(work, &trouble);
    if (status == STATUS_MEMORY)
        *err = trouble;
    return status == STATUS_MEMORY ? status : STATUS_OK;
}

/* What the figures said when they were pinned, unless some of them are hidden now, or would be
 * if they were here: the smallest lines of a long pivot. */
static void choose_sentence(struct deck_piece *piece, const struct evidence *evidence)
{
    if (piece->mask.counts + piece->mask.left_out == 0 && !piece->table.largest)
        piece->sentence = evidence->sentence;
}

/* The figures as they may be shown, and those that are hidden. False: no memory. */
static bool mask_figures(struct making *making, struct snapshot *figures,
                         struct deck_hidden *hidden, struct mask_outcome *out)
{
    struct arena *arena = making->arena;
    int64_t minimum = making->deck->minimum;
    if (!deck_gather_points(arena, figures, minimum))
        return false;
    const struct snapshot before = *figures;
    size_t count = figures->rows * figures->columns;
    figures->cells = arena_array(arena, count, sizeof *figures->cells);
    if (!figures->cells)
        return false;
    memcpy(figures->cells, before.cells, count * sizeof *figures->cells);
    return mask_snapshot(arena, figures, minimum, out) &&
           deck_find_hidden(arena, &before, figures, hidden);
}

static enum status fill_piece(struct making *making, const struct evidence_now *now,
                              struct deck_piece *out, struct deck_hidden *hidden, struct error *err)
{
    const struct evidence *evidence = &now->evidence;
    struct snapshot *figures = arena_alloc(making->arena, sizeof *figures);
    struct dataset_info *dataset = arena_alloc(making->arena, sizeof *dataset);
    *out = (struct deck_piece){
        .kind = evidence->kind,
        .title = evidence->title,
        .sentence = "",
        .dataset = evidence->dataset_name,
        .filters = evidence->filters,
        .rows = mask_rows_words(making->arena, evidence->n, making->deck->minimum),
        .by = evidence->by,
        .at_ms = evidence->at_ms,
        .state = now->state,
    };
    if (!figures || !dataset || !out->rows)
        return no_memory(err);
    *figures = now->before;
    if (!mask_figures(making, figures, hidden, &out->mask))
        return no_memory(err);
    struct deck_work work = {.arena = making->arena,
                             .evidence = evidence,
                             .minimum = making->deck->minimum,
                             .piece = out};
    enum status status =
        dataset_by_id(making->ground->db, making->arena, evidence->dataset, dataset, err);
    if (status == STATUS_OK)
        work.dataset = dataset;
    if (status == STATUS_OK || status == STATUS_NOT_FOUND)
        status = fill_figures(&work, figures, err);
    choose_sentence(out, evidence);
    making->deck->masked |= out->mask.counts + out->mask.left_out > 0;
    making->deck->changed |= out->state != EVIDENCE_SAME;
    return status;
}

/* The `part`-th piece of a card; NULL: it has been taken away meanwhile. */
static const struct evidence *piece_of(const struct board *board, int64_t card, size_t part)
{
    for (size_t i = 0; i < board->evidence_count; i++)
        if (board->evidence[i].card == card && part-- == 0)
            return &board->evidence[i];
    return NULL;
}

static enum status add_piece(struct making *making, const struct card *card, struct deck_page *page,
                             struct deck_hidden *hidden, struct error *err)
{
    const struct evidence *evidence = piece_of(&making->board, card->id, page->part);
    struct evidence_now *now = arena_alloc(making->arena, sizeof *now);
    struct deck_piece *piece = arena_alloc(making->arena, sizeof *piece);
    if (!now || !piece)
        return no_memory(err);
    if (!evidence)
        return STATUS_OK;
    enum status status = evidence_look(making->ground, evidence->uuid, making->arena, now, err);
    if (status == STATUS_OK)
        status = fill_piece(making, now, piece, hidden, err);
    page->piece = piece;
    return status;
}

/* ---- slides ---- */

/* A claim that was taken as the figures said it, says what may be shown of them. */
static void choose_claim(struct deck_page *page, const struct evidence *evidence)
{
    const struct deck_piece *piece = page->piece;
    if (piece && evidence && strcmp(page->title, evidence->sentence) == 0)
        page->title = *piece->sentence ? piece->sentence : piece->title;
}

/* What people wrote may say what the figures beside it don't. False: no memory. */
static bool check_texts(struct making *making, struct deck_page *page,
                        const struct deck_hidden *hidden)
{
    const char *const texts[] = {page->title, page->caveat, page->follows};
    for (size_t i = 0; i < sizeof texts / sizeof *texts && page->tells && !*page->tells; i++)
        page->tells = deck_tells_hidden(making->arena, hidden, texts[i]);
    making->deck->telling += page->tells && *page->tells;
    return page->tells != NULL;
}

static enum status fill_finding(struct making *making, const struct deck_slide *slide,
                                struct deck_page *page, struct error *err)
{
    const struct card *card = &making->board.cards[slide->card];
    page->card = card->id;
    page->title = card->texts[CARD_TEXT];
    page->caveat = card->texts[CARD_CAVEAT];
    page->follows = card->texts[CARD_FOLLOWS];
    page->seen = card->texts[CARD_SEEN];
    page->part = slide->part;
    page->parts = slide->parts;
    struct deck_hidden hidden = {.count = 0};
    enum status status = slide->parts > 0 ? add_piece(making, card, page, &hidden, err) : STATUS_OK;
    if (status == STATUS_OK && slide->parts > 0)
        choose_claim(page, piece_of(&making->board, card->id, page->part));
    if (status == STATUS_OK && !check_texts(making, page, &hidden))
        status = no_memory(err);
    /* It is taken from one piece; on the slides of the others it says the same. */
    const char **claim = &making->claims[slide->card];
    if (!*claim || page->title != card->texts[CARD_TEXT])
        *claim = page->title;
    return status;
}

/* "for the office · by June · measured by returns" */
static const char *action_detail(struct arena *arena, const struct card *card)
{
    static const struct {
        enum card_field field;
        enum text_id words;
    } parts[] = {{CARD_WHOM, TEXT_DECK_FOR_WHOM},
                 {CARD_DUE, TEXT_DECK_BY_WHEN},
                 {CARD_MEASURE, TEXT_DECK_MEASURED}};
    struct buffer out = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *text = card->texts[parts[i].field];
        if (!*text)
            continue;
        char *words = text_new(parts[i].words,
                               TEXT_VALUES(text_string("whom", text), text_string("due", text),
                                           text_string("measure", text)));
        buffer_printf(&out, "%s%s", out.len ? " · " : "", words ? words : "");
        out.failed = out.failed || !words;
        free(words);
    }
    const char *copy = out.failed ? NULL : arena_copy(arena, buffer_span(&out));
    buffer_free(&out);
    return copy;
}

/* claim: of a finding, as it may be told. */
static struct deck_line line_of(struct arena *arena, enum deck_slide_kind kind,
                                const struct card *card, const char *claim)
{
    const char *text = card->texts[CARD_TEXT];
    enum card_kind is = card_kind_of(card);
    if (kind == DECK_MYTHS)
        return (struct deck_line){*card->texts[CARD_VERDICT] ? card->texts[CARD_VERDICT]
                                                             : text_get(TEXT_DECK_OPEN),
                                  text, card->texts[CARD_CAVEAT]};
    if (kind == DECK_NEXT && is != CARD_ACTION) /* of the claim that it follows from */
        return (struct deck_line){"", card->texts[CARD_FOLLOWS], claim ? claim : ""};
    if (kind == DECK_NEXT)
        return (struct deck_line){text_get(TEXT_DECK_ACTION), text, action_detail(arena, card)};
    if (is == CARD_FRAME)
        return (struct deck_line){card->texts[CARD_THEME], text, ""};
    const char *who = card->texts[CARD_ASSIGNEE];
    return (struct deck_line){
        "", text, *who ? say(arena, TEXT_DECK_WHO, TEXT_VALUES(text_string("who", who))) : ""};
}

static enum status fill_list(struct making *making, struct deck_page *page, struct error *err)
{
    static const enum text_id titles[DECK_SLIDE_KINDS] = {[DECK_ASKED] = TEXT_DECK_ASKED,
                                                          [DECK_MYTHS] = TEXT_DECK_MYTHS,
                                                          [DECK_NEXT] = TEXT_DECK_NEXT};
    const struct board *board = &making->board;
    page->title = text_get(titles[page->kind]);
    page->lines = arena_array(making->arena, board->card_count, sizeof *page->lines);
    if (!page->lines)
        return no_memory(err);
    for (int frame = 1; frame >= 0; frame--) { /* the problem comes before its questions */
        for (size_t i = 0; i < board->card_count; i++) {
            bool first = making->cards[i].kind == CARD_FRAME;
            if (first != (frame == 1) || !deck_has(page->kind, &making->cards[i]))
                continue;
            struct deck_line line =
                line_of(making->arena, page->kind, &board->cards[i], making->claims[i]);
            if (!line.detail)
                return no_memory(err);
            page->lines[page->line_count++] = line;
        }
    }
    return STATUS_OK;
}

static enum status fill_title(struct making *making, struct deck_page *page, struct error *err)
{
    const struct deck *deck = making->deck;
    struct arena *arena = making->arena;
    page->title = *making->topic ? making->topic : text_get(TEXT_DECK_UNTITLED);
    page->lines = arena_array(arena, 4, sizeof *page->lines);
    if (!page->lines)
        return no_memory(err);
    const char *team = say(arena, TEXT_DECK_TEAM, TEXT_VALUES(text_string("team", deck->team)));
    const char *found = say(arena, TEXT_DECK_FOUND,
                            TEXT_VALUES(text_number("findings", (int64_t)deck->meter.findings)));
    const char *const lines[] = {*deck->team ? team : "", deck->jam, deck->date, found};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!lines[i] || !team)
            return no_memory(err);
        if (*lines[i])
            page->lines[page->line_count++] = (struct deck_line){"", lines[i], ""};
    }
    return STATUS_OK;
}

static enum status fill_page(struct making *making, const struct deck_slide *slide,
                             struct deck_page *page, struct error *err)
{
    *page = (struct deck_page){
        .kind = slide->kind, .title = "", .caveat = "", .follows = "", .seen = "", .tells = ""};
    if (slide->kind == DECK_TITLE)
        return fill_title(making, page, err);
    if (slide->kind == DECK_FINDING)
        return fill_finding(making, slide, page, err);
    return fill_list(making, page, err);
}

static enum status fill_pages(struct making *making, struct error *err)
{
    struct deck *deck = making->deck;
    size_t count = making->board.card_count, most = deck_slides_most(making->cards, count);
    struct deck_slide *slides = arena_array(making->arena, most, sizeof *slides);
    deck->pages = arena_array(making->arena, most, sizeof *deck->pages);
    if (!slides || !deck->pages)
        return no_memory(err);
    deck->count = deck_slides(making->cards, count, slides);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < deck->count && status == STATUS_OK; i++)
        status = fill_page(making, &slides[i], &deck->pages[i], err);
    for (size_t i = 0; i < deck->count && status == STATUS_OK; i++)
        if (slides[i].kind == DECK_FINDING)
            deck->pages[i].title = making->claims[slides[i].card];
    return status;
}

/* ---- what it stands on ---- */

static enum status read_names(struct making *making, struct error *err)
{
    struct db *db = making->ground->db;
    struct topic_text text = {.page = ""};
    struct deck *deck = making->deck;
    char date[DATE];
    enum status status = meta_get(db, making->arena, META_JAM, &deck->jam, err);
    if (status == STATUS_OK)
        status = meta_get(db, making->arena, META_TEAM, &deck->team, err);
    if (status == STATUS_OK)
        status = topic_read(db, making->arena, &text, err);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    const char *title = text.page ? topic_title(making->arena, text.page) : NULL;
    making->topic = title ? title : "";
    deck->date = arena_string(making->arena, clock_local_date(date, sizeof date, clock_now_ms()));
    return deck->date ? STATUS_OK : no_memory(err);
}

struct deck_card deck_card_of(const struct card *card, size_t evidence)
{
    return (struct deck_card){.kind = card_kind_of(card),
                              .evidence = evidence,
                              .starred = card_is(card, CARD_STAR),
                              .archived = card_is(card, CARD_ARCHIVED),
                              .texts = card->texts};
}

static enum status read_cards(struct making *making, struct error *err)
{
    struct board *board = &making->board;
    enum status status = board_read(making->ground->db, making->arena, board, err);
    making->cards = status == STATUS_OK
                        ? arena_array(making->arena, board->card_count + 1, sizeof *making->cards)
                        : NULL;
    making->claims = making->cards
                         ? arena_array(making->arena, board->card_count + 1, sizeof *making->claims)
                         : NULL;
    if (status == STATUS_OK && !making->claims)
        return no_memory(err);
    for (size_t i = 0; status == STATUS_OK && i < board->card_count; i++) {
        const struct card *card = &board->cards[i];
        making->cards[i] =
            deck_card_of(card, evidence_count_of(board->evidence, board->evidence_count, card->id));
    }
    return status;
}

enum status deck_make(const struct evidence_ground *ground, struct arena *arena, struct deck *out,
                      struct error *err)
{
    struct making making = {.ground = ground, .arena = arena, .deck = out};
    *out = (struct deck){.jam = "", .team = "", .date = ""};
    enum status status = release_minimum(ground->db, &out->minimum, err);
    if (status == STATUS_OK)
        status = read_names(&making, err);
    if (status == STATUS_OK)
        status = read_cards(&making, err);
    if (status == STATUS_OK)
        out->meter = deck_measure(making.cards, making.board.card_count);
    return status == STATUS_OK ? fill_pages(&making, err) : status;
}
