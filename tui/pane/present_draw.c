/*
 * What a slide looks like on screens of any size: the claim above, in big letters where there
 * is room; the picture or the figures in the middle, as large as may be; what is to be known
 * of them below.
 */
#include <stdio.h>
#include <stdlib.h>

#include "core/analysis/chart_scene.h"
#include "core/base/clock.h"
#include "core/base/utf8.h"
#include "core/jam/day_record.h"
#include "tui/pane/present.h"
#include "tui/widget/banner.h"
#include "tui/widget/chart_canvas.h"

enum {
    MARGIN = 3,
    MARGIN_NARROW = 1,
    NARROW = 100,
    CHART_ROWS_LEAST = 8, /* that the picture has, whatever is to be said below it */
    CHART_ROWS_MOST = 40, /* bars as thick as beams say no more */
    BANNER_PART = 3,      /* big letters take a third of the rows at most */
    CELL_MOST = 28,
    GAP = 2,
    WARNING = 300,
    LEFT = 160, /* bytes of the words for the time left */
    SHORT_MS = 5 * 60 * 1000
};

/* The part of the slide that is still free: from y to the line before `end`. */
struct stage {
    struct present *present;
    const struct deck_page *page;
    struct surface body;
    int y, end;
};

static struct span words(const char *text)
{
    return span_string(text);
}

/* Rows that a text would take; drawn where nothing is. */
static int rows_of(const struct stage *stage, const char *text)
{
    struct surface nowhere = surface_part(&stage->body, 0, 0, stage->body.columns, 0);
    return surface_put_wrapped(&nowhere, 0, 0, stage->body.columns, 1000, words(text), THEME_TEXT);
}

static void put(struct stage *stage, const char *text, unsigned style)
{
    int room = stage->end - stage->y;
    if (*text && room > 0)
        stage->y += surface_put_wrapped(&stage->body, 0, stage->y, stage->body.columns, room,
                                        words(text), style);
}

/* ---- the claim ---- */

static void put_title(struct stage *stage)
{
    int cells = stage->body.columns, rows = banner_rows(words(stage->page->title), cells);
    if (rows > 0 && rows <= stage->body.rows / BANNER_PART)
        stage->y +=
            banner_draw(&stage->body, 0, stage->y, cells, words(stage->page->title), THEME_STRONG);
    else
        put(stage, stage->page->title, THEME_STRONG);
    if (stage->body.rows > 20)
        stage->y++;
}

/* ---- what stands below ---- */

enum { LINES_MOST = DECK_NOTES + 5 };

struct below {
    char *lines[LINES_MOST];
    unsigned styles[LINES_MOST];
    size_t count;
};

static void add_line(struct below *below, char *text, unsigned style)
{
    if (!text || below->count == LINES_MOST)
        return;
    below->styles[below->count] = style;
    below->lines[below->count++] = text;
}

static void gather(struct below *below, const struct stage *stage)
{
    const struct deck_page *page = stage->page;
    const char *notes[DECK_NOTES];
    if (*page->tells)
        add_line(below,
                 text_new(TEXT_PRESENT_TELLS, TEXT_VALUES(text_string("tells", page->tells))),
                 THEME_ERROR);
    if (*page->caveat)
        add_line(below,
                 text_new(TEXT_PRESENT_CAVEAT, TEXT_VALUES(text_string("text", page->caveat))),
                 THEME_CAUTION);
    if (*page->follows)
        add_line(below,
                 text_new(TEXT_PRESENT_FOLLOWS, TEXT_VALUES(text_string("text", page->follows))),
                 THEME_GOOD);
    if (*page->seen)
        add_line(below, text_new(TEXT_DECK_SEEN, TEXT_VALUES(text_string("seen", page->seen))),
                 THEME_TEXT);
    struct arena *arena = page->piece ? arena_new() : NULL;
    size_t count = arena ? deck_notes(arena, stage->present->deck, page->piece, notes) : 0;
    for (size_t i = 0; i < count && notes[0]; i++)
        add_line(below, text_new(TEXT_PRESENT_NOTE, TEXT_VALUES(text_string("text", notes[i]))),
                 THEME_DIM);
    arena_free(arena);
}

/* From the bottom up, as much as leaves the picture its least; end moves above it. */
static void put_below(struct stage *stage, const struct below *below)
{
    int all = 0, room = stage->end - stage->y - (stage->page->piece ? CHART_ROWS_LEAST : 0);
    for (size_t i = 0; i < below->count; i++)
        all += rows_of(stage, below->lines[i]);
    int rows = all < room ? all : room;
    if (rows <= 0)
        return;
    struct stage part = *stage;
    part.y = stage->end - rows;
    for (size_t i = 0; i < below->count; i++)
        put(&part, below->lines[i], below->styles[i]);
    stage->end -= rows + (room > rows ? 1 : 0);
}

/* ---- picture and figures ---- */

static void put_picture(struct stage *stage)
{
    const struct chart *chart = stage->page->piece->chart;
    struct app *app = stage->present->head.app;
    enum chart_drawing drawing = app_plain(app) ? DRAWING_PLAIN : DRAWING_BRAILLE;
    struct arena *arena = arena_new();
    struct chart_scene scene;
    put(stage, chart->title, THEME_HEADING);
    int rows = stage->end - stage->y;
    const struct scene_request request = {.columns = stage->body.columns,
                                          .rows = rows < CHART_ROWS_MOST ? rows : CHART_ROWS_MOST,
                                          .bare = true,
                                          .grain = chart_canvas_grain(drawing),
                                          .window = {.category = (size_t)stage->present->top}};
    if (arena && rows >= SCENE_ROWS_LEAST &&
        chart_scene_make(arena, chart, &request, &scene, NULL) == STATUS_OK) {
        struct surface part =
            surface_part(&stage->body, 0, stage->y, request.columns, request.rows);
        chart_canvas_draw(&scene, &part, drawing);
        bool more = scene.window_categories > 0 && scene.window_categories < chart->category_count;
        stage->present->top_most =
            more ? (int)(chart->category_count - scene.window_categories) : 0;
    }
    arena_free(arena);
}

static int column_cells(const struct deck_table *table, size_t column)
{
    size_t widest = utf8_screen_width(words(table->heads[column]));
    for (size_t r = 0; r < table->rows; r++) {
        size_t cells = utf8_screen_width(words(table->cells[r * table->columns + column]));
        widest = cells > widest ? cells : widest;
    }
    return (int)(widest < CELL_MOST ? widest : CELL_MOST);
}

static void put_column(struct stage *stage, const struct deck_table *table, size_t column, int x,
                       int cells, int top)
{
    unsigned style = column < table->labels ? THEME_STRONG : THEME_TEXT;
    surface_put_cut(&stage->body, x, stage->y, cells, words(table->heads[column]),
                    THEME_TABLE_HEAD);
    for (int y = stage->y + 1; y < stage->end && (size_t)(top + y - stage->y - 1) < table->rows;
         y++) {
        size_t row = (size_t)(top + y - stage->y - 1);
        struct span text = words(table->cells[row * table->columns + column]);
        if (table->number[column])
            surface_put_right(&stage->body, x, y, cells, text, style);
        else
            surface_put_cut(&stage->body, x, y, cells, text, style);
    }
}

static void put_table(struct stage *stage)
{
    const struct deck_table *table = &stage->page->piece->table;
    struct present *present = stage->present;
    put(stage, stage->page->piece->title, THEME_HEADING);
    int shown = stage->end - stage->y - 1;
    present->top_most = (int)table->rows > shown && shown > 0 ? (int)table->rows - shown : 0;
    int top = present->top < present->top_most ? present->top : present->top_most;
    int x = 0;
    for (size_t c = 0; c < table->columns; c++) {
        int cells = column_cells(table, c), room = stage->body.columns - x;
        if (room < cells && c > 0) {
            surface_repeat(&stage->body, stage->body.columns - 1, stage->y, 1, 0x203a, THEME_DIM);
            break;
        }
        put_column(stage, table, c, x, cells < room ? cells : room, top);
        x += cells + GAP;
    }
    if (top < present->top_most)
        surface_repeat(&stage->body, stage->body.columns - 1, stage->end - 1, 1, 0x2193,
                       THEME_STRONG);
}

static void put_finding(struct stage *stage)
{
    const struct deck_piece *piece = stage->page->piece;
    struct below below = {.count = 0};
    put_title(stage);
    if (!piece)
        put(stage, text_get(TEXT_DECK_NO_EVIDENCE), THEME_DIM);
    gather(&below, stage);
    put_below(stage, &below);
    for (size_t i = 0; i < below.count; i++)
        free(below.lines[i]);
    if (piece && present_shows_picture(stage->present))
        put_picture(stage);
    else if (piece)
        put_table(stage);
}

/* ---- lists ---- */

static char *line_words(const struct deck_line *line)
{
    bool label = *line->label != '\0', detail = *line->detail != '\0';
    return text_new(label && detail ? TEXT_PRESENT_LINE_ALL
                    : label         ? TEXT_PRESENT_LINE_LABEL
                    : detail        ? TEXT_PRESENT_LINE_DETAIL
                                    : TEXT_PRESENT_LINE,
                    TEXT_VALUES(text_string("label", line->label), text_string("text", line->text),
                                text_string("detail", line->detail)));
}

static void put_list(struct stage *stage)
{
    struct present *present = stage->present;
    int start = stage->y, gap = stage->body.rows > 30;
    size_t top = (size_t)present->top;
    bool more = false;
    for (size_t i = top; i < stage->page->line_count; i++) {
        char *text = line_words(&stage->page->lines[i]);
        more = text && stage->y + rows_of(stage, text) > stage->end && stage->y > start;
        if (text && !more)
            put(stage, text, THEME_TEXT);
        free(text);
        if (more)
            break;
        stage->y += gap;
    }
    present->top_most = more ? present->top + 1 : present->top;
    if (more)
        surface_repeat(&stage->body, stage->body.columns - 1, stage->end - 1, 1, 0x2193,
                       THEME_STRONG);
}

static void put_cover(struct stage *stage)
{
    stage->y = stage->body.rows / 5;
    put_title(stage);
    stage->y++;
    for (size_t i = 0; i < stage->page->line_count; i++)
        put(stage, stage->page->lines[i].text, THEME_TEXT);
}

/* ---- around it ---- */

/* What the team still has, at the right, as the header of the console says it: the phase as far
 * as there is room. Gives where it begins. */
static int put_time_left(const struct present *present, const struct surface *screen)
{
    const struct day_record *record = app_day(present->head.app, NULL);
    char left[LEFT] = "", all[LEFT + DAY_TITLE_SIZE];
    int64_t now = clock_now_ms();
    if (!record || record->state == DAY_WAITING || day_words(record, now, left, sizeof left) == 0)
        return screen->columns - 1;
    bool short_of = record->state == DAY_RUNNING && day_left_ms(record, now) <= SHORT_MS;
    text_format(all, sizeof all, TEXT_PRESENT_LEFT,
                TEXT_VALUES(text_string("phase", record->phase), text_string("left", left)));
    int most = screen->columns / 2;
    bool fits = *record->phase && (int)utf8_screen_width(words(all)) <= most;
    const char *text = fits ? all : left;
    int cells = (int)utf8_screen_width(words(text));
    cells = cells < most ? cells : most;
    surface_put_right(screen, screen->columns - cells - 1, 0, cells, words(text),
                      short_of ? THEME_CAUTION : THEME_HEADER_STRONG);
    return screen->columns - cells - 2;
}

static void put_edges(const struct present *present, const struct surface *screen)
{
    const struct deck *deck = present->deck;
    int last = screen->rows - 1;
    char number[80];
    text_format(number, sizeof number, TEXT_PRESENT_NUMBER,
                TEXT_VALUES(text_number("slide", (int64_t)present->at + 1),
                            text_number("slides", (int64_t)deck->count)));
    surface_fill(screen, 0, 0, screen->columns, 1, THEME_HEADER);
    int right = put_time_left(present, screen);
    surface_put_cut(screen, 1, 0, right - 2, words(deck->pages[0].title), THEME_HEADER);
    int cells = (int)utf8_screen_width(words(number));
    surface_fill(screen, 0, last, screen->columns, 1, THEME_STATUS);
    surface_put_cut(screen, 1, last, screen->columns - cells - 3,
                    words(text_get(present->note ? present->note : TEXT_PRESENT_KEYS)),
                    present->note ? THEME_MESSAGE : THEME_DIM);
    surface_put_right(screen, screen->columns - cells - 1, last, cells, words(number),
                      THEME_STRONG);
}

void present_draw(struct overlay *head, const struct surface *screen)
{
    struct present *present = (struct present *)head;
    int margin = screen->columns < NARROW ? MARGIN_NARROW : MARGIN;
    head->x = head->y = 0;
    head->columns = screen->columns;
    head->rows = screen->rows;
    present->width = screen->columns;
    present->top_most = 0;
    surface_clear(screen, THEME_TEXT);
    put_edges(present, screen);
    struct stage stage = {
        .present = present,
        .page = &present->deck->pages[present->at],
        .body = surface_part(screen, margin, 2, screen->columns - 2 * margin, screen->rows - 4)};
    stage.end = stage.body.rows;
    if (stage.page->kind == DECK_TITLE) {
        put_cover(&stage);
    } else if (stage.page->kind == DECK_FINDING) {
        put_finding(&stage);
    } else {
        put_title(&stage);
        put_list(&stage);
    }
}

/* ---- in words ---- */

static void say_line(struct buffer *out, const char *text)
{
    if (!*text)
        return;
    utf8_screen(words(text), out);
    buffer_add_byte(out, '\n');
}

static void say_piece(const struct present *present, const struct deck_piece *piece,
                      struct buffer *out)
{
    const struct deck_table *table = &piece->table;
    const char *notes[DECK_NOTES];
    struct arena *arena = arena_new();
    size_t count = arena ? deck_notes(arena, present->deck, piece, notes) : 0;
    for (size_t i = 0; piece->chart && i < piece->chart->sentence_count; i++)
        say_line(out, piece->chart->sentences[i]);
    for (size_t r = 0; !piece->chart && r < table->rows; r++) {
        for (size_t c = 0; c < table->columns; c++) {
            buffer_add_string(out, c ? "  " : "");
            utf8_screen(words(table->cells[r * table->columns + c]), out);
        }
        buffer_add_byte(out, '\n');
    }
    for (size_t i = 0; i < count && notes[0]; i++)
        say_line(out, notes[i]);
    arena_free(arena);
}

void present_describe(const struct overlay *head, struct buffer *out)
{
    const struct present *present = (const struct present *)head;
    const struct deck_page *page = &present->deck->pages[present->at];
    char warning[WARNING] = "";
    say_line(out, page->title);
    if (*page->tells)
        text_format(warning, sizeof warning, TEXT_PRESENT_TELLS,
                    TEXT_VALUES(text_string("tells", page->tells)));
    say_line(out, warning);
    for (size_t i = 0; i < page->line_count; i++) {
        char *text = line_words(&page->lines[i]);
        say_line(out, text ? text : "");
        free(text);
    }
    say_line(out, page->caveat);
    say_line(out, page->follows);
    if (page->piece)
        say_piece(present, page->piece, out);
}
