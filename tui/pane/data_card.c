/*
 * The column card: what the dictionary says of a column at once, its figures as soon as
 * they are counted.
 */
#include "core/service/column_card.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/service/derive.h"
#include "tui/console/app.h"
#include "tui/pane/data_commands.h"
#include "tui/pane/data_state.h"

enum { CARD_LINES = 40, DECIMALS = 2 };

struct card_job_request {
    struct row_source source;
    size_t position;
};

static void progress(void *context, int64_t done, int64_t total)
{
    job_progress(context, done, total, NULL);
}

static enum status run_card(struct job *job, struct error *err)
{
    const struct card_job_request *request = job->request;
    struct column_card *card = arena_alloc(job->arena, sizeof *card);
    if (card == NULL)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    job->result = card;
    return column_card_read(job->db, job->arena, &request->source, request->position, progress, job,
                            job->cancel, card, err);
}

static const struct job_class card_job = {
    .name = "data.card", .run = run_card, .slow = true, .progress = TEXT_DATA_COUNTING};

/* The lines of a card; texts live in arena. */
struct card_page {
    struct arena *arena;
    struct card_line lines[CARD_LINES];
    size_t count;
};

static void add(struct card_page *page, enum text_id label, const char *text, unsigned style)
{
    if (page->count < CARD_LINES && text != NULL)
        page->lines[page->count++] =
            (struct card_line){label != TEXT_NONE ? text_get(label) : NULL, text, style};
}

/* A line whose text is a message with places. */
static void add_words(struct card_page *page, enum text_id label, enum text_id words,
                      const struct text_value *values)
{
    char text[400];
    text_format(text, sizeof text, words, values);
    add(page, label, arena_string(page->arena, text), THEME_OVERLAY);
}

static void add_if_known(struct card_page *page, enum text_id label, const char *text)
{
    if (text[0] != '\0')
        add(page, label, text, THEME_OVERLAY);
}

static enum text_id quality_words(enum quality quality)
{
    static const enum text_id words[QUALITY_COUNT] = {
        [QUALITY_NONE] = TEXT_DATA_QUALITY_NONE,
        [QUALITY_GOOD] = TEXT_DATA_QUALITY_GOOD,
        [QUALITY_CAUTION] = TEXT_DATA_QUALITY_CAUTION,
        [QUALITY_IGNORE] = TEXT_DATA_QUALITY_IGNORE,
    };
    return words[quality < QUALITY_COUNT ? quality : QUALITY_NONE];
}

/* What the team says of it: the mark with its line, and who wrote it when. */
static void add_team(struct card_page *page, const struct column_mark *team)
{
    char date[16], time[8];
    const char *mark = text_get(quality_words(team->quality));
    if (team->quality == QUALITY_NONE)
        return;
    if (team->line[0] != '\0')
        add_words(page, TEXT_DATA_CARD_TEAM, TEXT_DATA_CARD_TEAM_LINE,
                  TEXT_VALUES(text_string("mark", table_quality_mark(team->quality)),
                              text_string("line", team->line)));
    else
        add(page, TEXT_DATA_CARD_TEAM, mark, THEME_OVERLAY);
    page->lines[page->count - 1].style = THEME_OVERLAY_STRONG;
    clock_local_date(date, sizeof date, team->at_ms);
    clock_local_hm(time, sizeof time, team->at_ms);
    bool filtered = team->seen[0] != '\0';
    add_words(page, TEXT_NONE, filtered ? TEXT_DATA_CARD_TEAM_SEEN : TEXT_DATA_CARD_TEAM_BY,
              TEXT_VALUES(text_string("by", team->by), text_string("date", date),
                          text_string("time", time), text_string("filters", team->seen)));
    page->lines[page->count - 1].style = THEME_OVERLAY_DIM;
}

/* "integer: whole numbers"; the reason of a text column says "text" itself. */
static void add_type(struct card_page *page, const struct column_info *column)
{
    const char *type = column_type_name(column->type);
    bool plain = column->reason[0] == '\0' || strcmp(column->reason, type) == 0;
    if (!plain && strncmp(column->reason, type, strlen(type)) == 0)
        add(page, TEXT_DATA_CARD_TYPE, column->reason, THEME_OVERLAY);
    else
        add_words(page, TEXT_DATA_CARD_TYPE,
                  plain ? TEXT_DATA_CARD_TYPE_PLAIN : TEXT_DATA_CARD_TYPE_REASON,
                  TEXT_VALUES(text_string("type", type), text_string("reason", column->reason)));
}

static void add_description(struct card_page *page, const struct column_info *column, bool alone)
{
    add_if_known(page, TEXT_DATA_CARD_LABEL, column->label);
    add_if_known(page, TEXT_DATA_CARD_MEANING, column->meaning);
    add(page, TEXT_DATA_CARD_QUALITY, text_get(quality_words(column->quality)),
        column->quality == QUALITY_CAUTION ? THEME_OVERLAY_STRONG : THEME_OVERLAY);
    add_if_known(page, TEXT_DATA_CARD_CAUTION, column->caution);
    add_team(page, &column->team);
    if (alone)
        add(page, TEXT_DATA_CARD_ALONE, text_get(TEXT_DATA_CARD_ALONE_WORDS), THEME_OVERLAY_STRONG);
    add_type(page, column);
    if (column->role != ROLE_NONE)
        add(page, TEXT_DATA_CARD_ROLE, column_role_name(column->role), THEME_OVERLAY);
    add_if_known(page, TEXT_DATA_CARD_ORDER, column->order);
    add(page, TEXT_NONE, "", THEME_OVERLAY);
}

static void add_range(struct card_page *page, const struct column_info *column,
                      const struct total *total)
{
    bool dates = column->type == COLUMN_DATE || column->type == COLUMN_DATETIME;
    char least[64], greatest[64], average[64];
    struct value mean = {.kind = VALUE_DECIMAL, .decimal = total_average(total)};
    if (total->numbers > 0)
        add_words(page, TEXT_DATA_CARD_RANGE, TEXT_DATA_CARD_NUMBERS,
                  TEXT_VALUES(text_string("min", total_number_text(&total->least, DECIMALS, least,
                                                                   sizeof least)),
                              text_string("max", total_number_text(&total->greatest, DECIMALS,
                                                                   greatest, sizeof greatest)),
                              text_string("average", total_number_text(&mean, DECIMALS, average,
                                                                       sizeof average))));
    else if (dates && total->texts > 0)
        add_words(page, TEXT_DATA_CARD_RANGE, TEXT_DATA_CARD_TEXTS,
                  TEXT_VALUES(text_string("first", total->first_text),
                              text_string("last", total->last_text)));
}

/* Half of the values lie between the quartiles. */
static void add_quartiles(struct card_page *page, const struct column_card *card)
{
    char lower[64], median[64], upper[64];
    if (card->median.kind == VALUE_EMPTY)
        return;
    add_words(
        page, TEXT_DATA_CARD_MIDDLE, TEXT_DATA_CARD_QUARTILES,
        TEXT_VALUES(
            text_string("median",
                        total_number_text(&card->median, DECIMALS, median, sizeof median)),
            text_string("lower", total_number_text(&card->lower, DECIMALS, lower, sizeof lower)),
            text_string("upper", total_number_text(&card->upper, DECIMALS, upper, sizeof upper))));
}

static void add_misfits(struct card_page *page, const struct column_card *card)
{
    char shown[200];
    for (size_t i = 0; i < card->misfit_count; i++) {
        struct span text = card->misfits[i].text;
        int len = (int)(text.len < 100 ? text.len : 100);
        snprintf(shown, sizeof shown, "%.*s", len, text.data);
        add_words(
            page, TEXT_NONE, TEXT_DATA_CARD_TOP_VALUE,
            TEXT_VALUES(text_string("value", shown), text_number("count", card->misfits[i].rows)));
    }
}

static void add_top(struct card_page *page, const struct column_card *card)
{
    char shown[200];
    double rows = card->total.rows > 0 ? (double)card->total.rows : 1;
    for (size_t i = 0; i < card->top_count; i++) {
        struct span text = card->top[i].text;
        int len = (int)(text.len < 100 ? text.len : 100);
        snprintf(shown, sizeof shown, "%.*s", len, text.data);
        add_words(page, i == 0 ? TEXT_DATA_CARD_TOP : TEXT_NONE, TEXT_DATA_CARD_TOP_SHARE,
                  TEXT_VALUES(text_string("value", shown), text_number("count", card->top[i].count),
                              text_percent("percent", 100 * (double)card->top[i].count / rows, 1)));
    }
}

static void tell_default(void *context, const char *sentence)
{
    struct card_page *page = context;
    bool first = page->count == 0 || page->lines[page->count - 1].style != THEME_OVERLAY_STRONG;
    add(page, first ? TEXT_DATA_CARD_CHECK : TEXT_NONE, arena_string(page->arena, sentence),
        THEME_OVERLAY_STRONG);
}

static void add_figures(struct card_page *page, const struct column_info *column,
                        const struct column_card *card)
{
    const struct total *total = &card->total;
    double rows = total->rows > 0 ? (double)total->rows : 1;
    add_words(
        page, TEXT_DATA_CARD_EMPTY, TEXT_DATA_CARD_OF_ROWS,
        TEXT_VALUES(
            text_number("count", total->empty - column->misfits), text_number("rows", total->rows),
            text_percent("percent", 100.0 * (double)(total->empty - column->misfits) / rows, 1)));
    if (column->misfits > 0)
        add_words(page, TEXT_DATA_CARD_MISFITS, TEXT_DATA_CARD_MISFITS_COUNT,
                  TEXT_VALUES(text_number("count", column->misfits)));
    add_misfits(page, card);
    add_words(page, TEXT_DATA_CARD_DISTINCT, TEXT_DATA_CARD_DISTINCT_COUNT,
              TEXT_VALUES(text_number("count", card->distinct)));
    add_range(page, column, total);
    add_quartiles(page, card);
    column_defaults_words(&card->defaults, tell_default, page);
    /* What is not for analysis (notes, names) is not read out either. */
    bool repeats = card->distinct < total->rows - total->empty;
    if (repeats && column->quality != QUALITY_IGNORE)
        add_top(page, card);
    if (repeats && column->type == COLUMN_TEXT && card->distinct > 1)
        add(page, TEXT_CLEAN_CARD_LABEL, text_get(TEXT_CLEAN_CARD), THEME_OVERLAY_DIM);
}

/* card NULL: the figures are still being counted. */
static struct card_request make(struct card_page *page, const struct data_state *state,
                                size_t position, const struct column_card *card)
{
    const struct column_info *column = &state->dataset->columns[position];
    add_description(page, column, derive_lost(state->dataset, column));
    if (card != NULL)
        add_figures(page, column, card);
    else
        add(page, TEXT_NONE, text_get(TEXT_DATA_CARD_COUNTING), THEME_OVERLAY_DIM);
    static const struct card_action actions[] = {
        {"E", data_command_change_column}, {"Delete", data_command_remove_column}, {NULL, NULL}};
    return (struct card_request){.title = column->name,
                                 .lines = page->lines,
                                 .count = page->count,
                                 .actions = *column->recipe != '\0' ? actions : NULL};
}

void data_command_card(struct pane *pane)
{
    struct data_state *state = data_state(pane);
    struct card_page page = {.arena = arena_new()};
    if (page.arena == NULL)
        return;
    state->card_position = data_position(state);
    struct card_request request = make(&page, state, state->card_position, NULL);
    app_open_card(pane, &request);
    arena_free(page.arena);
    struct job *job = app_job(pane, &card_job);
    struct card_job_request *wanted = job != NULL ? job_request(job, sizeof *wanted) : NULL;
    if (wanted == NULL)
        return;
    bool source = data_source_fill(job, state, &wanted->source);
    wanted->position = state->card_position;
    job->lane = LANE_CARD;
    job->tag = state->generation;
    if (source)
        app_submit(job);
}

void data_take_card(struct pane *pane, struct job *job)
{
    struct data_state *state = data_state(pane);
    if (job->status == STATUS_CANCELLED || job->tag != state->generation)
        return;
    if (job->status != STATUS_OK) {
        app_say_error(pane->app, &job->error);
        return;
    }
    struct card_page page = {.arena = job->arena};
    struct card_request request = make(&page, state, state->card_position, job->result);
    app_update_card(pane, &request);
}
