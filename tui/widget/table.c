/*
 * Cursor, scrolling and geometry of the grid. What it looks like is in table_draw.c; both
 * walk the columns with the same iterator, so that a click hits what was drawn.
 */
#include "tui/widget/table.h"

#include <stdio.h>
#include <string.h>

#include "core/base/utf8.h"
#include "tui/widget/table_walk.h"

enum { HEADER_ROWS = 1, POSITION_ROWS = 1 };

char *table_sort_mark(const struct table_column *column, char *out)
{
    static const char *const marks[] = {"", "▲", "▼"};
    size_t used = strlen(marks[column->sort]);
    memcpy(out, marks[column->sort], used + 1);
    if (used > 0 && column->sort_place > 0)
        out[used++] = (char)(column->sort_place < 9 ? '0' + column->sort_place : '9');
    out[used] = '\0';
    return out;
}

int table_title_marks(const struct table_column *column)
{
    char sort[8];
    char marks[TABLE_MARKS_SIZE];
    int cells =
        (int)utf8_screen_width(span_string(table_marks(column->quality, column->team, marks)));
    cells += cells > 0 ? 1 : 0;
    int width = (int)utf8_screen_width(span_string(table_sort_mark(column, sort)));
    return width > 0 ? cells + 1 + width : cells;
}

static int title_cells(const struct table_column *column)
{
    return (int)utf8_screen_width(span_string(column->title)) + table_title_marks(column);
}

int table_width_for(const struct table_column *column, int widest_sample)
{
    enum { TEXT_LIMIT = 32, TITLE_LIMIT = 24 };
    int title = title_cells(column);
    int width = title < TITLE_LIMIT ? title : TITLE_LIMIT;
    int sample = widest_sample < TEXT_LIMIT ? widest_sample : TEXT_LIMIT;
    width = sample > width ? sample : width;
    return width < TABLE_NARROWEST ? TABLE_NARROWEST : width;
}

const char *table_quality_mark(enum quality quality)
{
    static const char *const marks[QUALITY_COUNT] = {
        [QUALITY_NONE] = "", [QUALITY_GOOD] = "✓", [QUALITY_CAUTION] = "!", [QUALITY_IGNORE] = "·"};
    return quality < QUALITY_COUNT ? marks[quality] : "";
}

const char *table_marks(enum quality quality, enum quality team, char *out)
{
    const char *own = table_quality_mark(quality), *theirs = table_quality_mark(team);
    snprintf(out, TABLE_MARKS_SIZE, "%s%s%s", own, *theirs ? "+" : "", theirs);
    return out;
}

struct table_walk table_walk_begin(const struct table *table)
{
    return (struct table_walk){.table = table, .next = 0, .x = TABLE_GUTTER};
}

bool table_walk_next(struct table_walk *walk)
{
    const struct table *table = walk->table;
    if (walk->next == table->pinned && table->left > table->pinned)
        walk->next = table->left; /* what is scrolled out */
    if (walk->next >= table->column_count || walk->x >= table->width)
        return false;
    walk->column = walk->next++;
    walk->at = walk->x;
    int room = table->width - walk->x;
    int width = table->columns[walk->column].width;
    walk->whole = width <= room;
    walk->cells = walk->whole ? width : room;
    walk->x += width + TABLE_GAP;
    return walk->whole || walk->cells >= TABLE_NARROWEST;
}

/* Is that column wholly to be seen with the scrolling as it is? */
static bool is_seen(const struct table *table, size_t column)
{
    struct table_walk walk = table_walk_begin(table);
    bool first_scrolled = true;
    while (table_walk_next(&walk)) {
        bool lone = walk.column >= table->pinned && first_scrolled;
        first_scrolled = first_scrolled && walk.column < table->pinned;
        if (walk.column == column)
            return walk.whole || lone; /* one that is wider than the pane is seen in part */
    }
    return false;
}

/* Scrolls back while the last column has room all the same, as after a pane grew wider. */
static void use_room(struct table *table)
{
    while (table->left > table->pinned) {
        table->left--;
        if (!is_seen(table, table->column_count - 1) || !is_seen(table, table->column)) {
            table->left++;
            return;
        }
    }
}

static void fit_columns(struct table *table)
{
    if (table->column_count == 0) {
        table->column = table->left = table->pinned = 0;
        return;
    }
    if (table->pinned > table->column_count)
        table->pinned = table->column_count;
    if (table->column >= table->column_count)
        table->column = table->column_count - 1;
    if (table->left < table->pinned)
        table->left = table->pinned;
    if (table->left > table->pinned && table->left >= table->column_count)
        table->left = table->column_count - 1;
    if (table->column >= table->pinned && table->column < table->left)
        table->left = table->column;
    while (table->column >= table->pinned && table->left < table->column &&
           !is_seen(table, table->column))
        table->left++;
    use_room(table);
}

/* ---- rows that stay at the end ---- */

/* None where all rows have room, or where they would take most of it. */
static int foot_lines(const struct table *table)
{
    bool scrolls = table->rows > table->page;
    return scrolls && table->page >= 3 * table->foot ? (int)table->foot : 0;
}

int table_scrolling_lines(const struct table *table)
{
    return table->page - foot_lines(table);
}

static bool is_foot(const struct table *table, int64_t row)
{
    return row >= table->rows - foot_lines(table);
}

int64_t table_row_at(const struct table *table, int line)
{
    int lines = table_scrolling_lines(table);
    int64_t row = line < lines ? table->top + line : table->rows - (table->page - line);
    return line >= 0 && line < table->page && row < table->rows ? row : -1;
}

static void fit_rows(struct table *table)
{
    int lines = table_scrolling_lines(table);
    if (table->row >= table->rows)
        table->row = table->rows - 1;
    if (table->row < 0)
        table->row = 0;
    if (table->top > table->rows - table->page)
        table->top = table->rows - table->page;
    if (table->row >= table->top + lines && !is_foot(table, table->row))
        table->top = table->row - lines + 1;
    if (table->row < table->top)
        table->top = table->row;
    if (table->top < 0)
        table->top = 0;
}

void table_fit(struct table *table, int columns, int rows)
{
    table->width = columns;
    table->page = rows - HEADER_ROWS - POSITION_ROWS;
    if (table->page < 1)
        table->page = 1;
    fit_columns(table);
    fit_rows(table);
}

static int64_t clamp(int64_t number, int64_t last)
{
    return number < 0 || last < 0 ? 0 : number > last ? last : number;
}

void table_move_rows(struct table *table, int64_t by)
{
    int64_t to;
    if (__builtin_add_overflow(table->row, by, &to))
        to = by < 0 ? 0 : table->rows - 1;
    table->row = clamp(to, table->rows - 1);
}

void table_move_columns(struct table *table, int64_t by)
{
    int64_t to;
    int64_t last = (int64_t)table->column_count - 1;
    if (__builtin_add_overflow((int64_t)table->column, by, &to))
        to = by < 0 ? 0 : last;
    table->column = (size_t)clamp(to, last);
}

void table_move_page(struct table *table, int pages)
{
    int64_t by = (int64_t)table_scrolling_lines(table) * pages;
    table->top = clamp(table->top + by, table->rows - table->page);
    table_move_rows(table, by);
}

void table_scroll(struct table *table, int64_t by)
{
    table->top = clamp(table->top + by, table->rows - table->page);
    if (table->row < table->top)
        table->row = table->top;
    int lines = table_scrolling_lines(table);
    if (table->row >= table->top + lines && !is_foot(table, table->row))
        table->row = table->top + lines - 1;
}

bool table_at(const struct table *table, int x, int y, int64_t *row, size_t *column)
{
    *row = y == 0 ? -1 : table_row_at(table, y - HEADER_ROWS);
    if (y < 0 || (y > 0 && *row < 0))
        return false;
    struct table_walk walk = table_walk_begin(table);
    bool any = false;
    while (table_walk_next(&walk) && (!any || walk.at <= x)) {
        *column = walk.column; /* a gap belongs to the column before it */
        any = true;
    }
    return any;
}

bool table_cursor(const struct table *table, int *x, int *y)
{
    struct table_walk walk = table_walk_begin(table);
    bool foot = is_foot(table, table->row);
    *y = HEADER_ROWS +
         (foot ? table->page - (int)(table->rows - table->row) : (int)(table->row - table->top));
    while (table_walk_next(&walk))
        if (walk.column == table->column) {
            *x = walk.at;
            return table->rows > 0 && *y >= HEADER_ROWS && *y <= table->page;
        }
    return false;
}

size_t table_seen_columns(const struct table *table, size_t *out, size_t room)
{
    struct table_walk walk = table_walk_begin(table);
    size_t count = 0;
    while (count < room && table_walk_next(&walk))
        out[count++] = walk.column;
    return count;
}
