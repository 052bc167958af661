/*
 * The Pivot pane's commands: the table that keys, menus, palette and help are made from, and
 * those that only move or mark. What changes the pivot is in pivot_build.c.
 */
#include "tui/console/app.h"
#include "tui/pane/pivot_state.h"

static struct pivot_view *view_of(const struct pane *pane)
{
    return &pivot_state(pane)->view;
}

/* ---- moving ---- */

static int64_t page_of(const struct pane *pane)
{
    return table_scrolling_lines(&view_of(pane)->grid);
}

static int64_t all_rows(const struct pane *pane)
{
    return (int64_t)view_of(pane)->page->table.row_count;
}

static int64_t all_columns(const struct pane *pane)
{
    return (int64_t)view_of(pane)->grid.column_count;
}

static void up(struct pane *pane)
{
    pivot_view_move(view_of(pane), -1, 0);
}

static void down(struct pane *pane)
{
    pivot_view_move(view_of(pane), 1, 0);
}

static void left(struct pane *pane)
{
    pivot_view_move(view_of(pane), 0, -1);
}

static void right(struct pane *pane)
{
    pivot_view_move(view_of(pane), 0, 1);
}

static void page_up(struct pane *pane)
{
    pivot_view_move(view_of(pane), -page_of(pane), 0);
}

static void page_down(struct pane *pane)
{
    pivot_view_move(view_of(pane), page_of(pane), 0);
}

static void first_row(struct pane *pane)
{
    pivot_view_move(view_of(pane), -all_rows(pane), 0);
}

static void last_row(struct pane *pane)
{
    pivot_view_move(view_of(pane), all_rows(pane), 0);
}

static void first_column(struct pane *pane)
{
    pivot_view_move(view_of(pane), 0, -all_columns(pane));
}

static void last_column(struct pane *pane)
{
    pivot_view_move(view_of(pane), 0, all_columns(pane));
}

static void first_cell(struct pane *pane)
{
    pivot_view_move(view_of(pane), -all_rows(pane), -all_columns(pane));
}

static void last_cell(struct pane *pane)
{
    pivot_view_move(view_of(pane), all_rows(pane), all_columns(pane));
}

/* ---- marking ---- */

static void mark(struct pane *pane)
{
    pivot_view_mark(view_of(pane));
    pivot_view_move(view_of(pane), 1, 0);
}

static void mark_all(struct pane *pane)
{
    pivot_view_mark_all(view_of(pane));
}

static void unmark(struct pane *pane)
{
    pivot_view_unmark(view_of(pane));
    app_say(pane->app, TEXT_PIVOT_PANE_UNMARKED, NULL);
}

static bool has_marks(const struct pane *pane)
{
    return pivot_has_page(pane) && (view_of(pane)->mark_count > 0 || view_of(pane)->range.on);
}

static void mark_up(struct pane *pane)
{
    pivot_view_stretch(view_of(pane), -1, 0);
}

static void mark_down(struct pane *pane)
{
    pivot_view_stretch(view_of(pane), 1, 0);
}

static void mark_left(struct pane *pane)
{
    pivot_view_stretch(view_of(pane), 0, -1);
}

static void mark_right(struct pane *pane)
{
    pivot_view_stretch(view_of(pane), 0, 1);
}

/* ---- what the other panes share ---- */

/* The Data pane asks for the column and the values; the pivot keeps the focus and follows. */
static void filter(struct pane *pane)
{
    app_tell(pane->app, "data", "filter.add", "");
}

static bool has_drill(const struct pane *pane)
{
    return work_state(pivot_state(pane)->work)->drill.words[0] != '\0';
}

static void leave_drill(struct pane *pane)
{
    work_leave_drill(pivot_state(pane)->work);
}

/* ---- building ---- */

static void choose_rows(struct pane *pane)
{
    pivot_choose_column(pane, SLOT_ROWS);
}

static void choose_then(struct pane *pane)
{
    pivot_choose_column(pane, SLOT_THEN);
}

static void choose_across(struct pane *pane)
{
    pivot_choose_column(pane, SLOT_ACROSS);
}

static void next_value(struct pane *pane)
{
    pivot_step_value(pane, 1);
}

static bool has_two(const struct pane *pane)
{
    return pivot_is_there(pane) && pivot_spec_now(pane)->column.column != 0;
}

static bool has_then(const struct pane *pane)
{
    return pivot_is_there(pane) && pivot_spec_now(pane)->rows[1].column != 0;
}

static void subtotals(struct pane *pane)
{
    pivot_set_subtotals(pane, !pivot_spec_now(pane)->subtotals);
}

/* By the column of the cursor: the greatest first, which is what one mostly wants of figures;
 * again: the least first. */
static void sort(struct pane *pane)
{
    const struct pivot_view *view = view_of(pane);
    const struct pivot_spec *spec = pivot_spec_now(pane);
    size_t column = pivot_view_column(view);
    bool total = column + 1 == view->page->table.column_count;
    int by = total ? PIVOT_BY_TOTAL : (int)column;
    pivot_sort_by(pane, by, spec->sort != by || !spec->descending);
}

static void sort_labels(struct pane *pane)
{
    const struct pivot_spec *spec = pivot_spec_now(pane);
    pivot_sort_by(pane, PIVOT_BY_LABEL, spec->sort == PIVOT_BY_LABEL && !spec->descending);
}

/* The first field that can be cut: rows, then by, across. */
static enum pivot_slot slot_to_cut(const struct pane *pane)
{
    enum pivot_slot slot = SLOT_ROWS;
    while (slot < SLOT_VALUE && !pivot_can_cut(pane, slot))
        slot++;
    return slot;
}

static bool has_cut(const struct pane *pane)
{
    return pivot_is_there(pane) && slot_to_cut(pane) < SLOT_VALUE;
}

static void coarser(struct pane *pane)
{
    pivot_step_cut(pane, slot_to_cut(pane), 1);
}

static void finer(struct pane *pane)
{
    pivot_step_cut(pane, slot_to_cut(pane), -1);
}

#define WORDS(name) .label = TEXT_PIVOT_CMD_##name, .help = TEXT_PIVOT_HELP_##name

const struct command pivot_commands[PIVOT_COMMAND_COUNT] = {
    {.name = "pivot.rows",
     .keys = "r",
     .menu = MENU_PIVOT,
     WORDS(ROWS),
     .enabled = pivot_has_data,
     .run = choose_rows},
    {.name = "pivot.then",
     .keys = "b",
     .menu = MENU_PIVOT,
     WORDS(THEN),
     .enabled = pivot_is_there,
     .run = choose_then},
    {.name = "pivot.across",
     .keys = "c",
     .menu = MENU_PIVOT,
     WORDS(ACROSS),
     .enabled = pivot_has_data,
     .run = choose_across},
    {.name = "pivot.value",
     .keys = "v",
     .menu = MENU_PIVOT,
     WORDS(VALUE),
     .enabled = pivot_has_data,
     .run = pivot_choose_value},
    {.name = "pivot.next-value",
     .keys = "a",
     .menu = MENU_PIVOT,
     WORDS(NEXT_VALUE),
     .enabled = pivot_is_there,
     .run = next_value},
    {.name = "pivot.show",
     .keys = "%",
     .menu = MENU_PIVOT,
     WORDS(SHOW),
     .bar = TEXT_PIVOT_BAR_SHOW,
     .brief = TEXT_PIVOT_BAR_SHOW_BRIEF,
     .enabled = pivot_is_there,
     .run = pivot_choose_show},
    {.name = "pivot.drill",
     .keys = "Enter",
     .menu = MENU_PIVOT,
     WORDS(DRILL),
     .bar = TEXT_PIVOT_BAR_DRILL,
     .brief = TEXT_PIVOT_BAR_DRILL_BRIEF,
     .enabled = pivot_has_page,
     .run = pivot_command_drill},
    {.name = "pivot.compare",
     .keys = "A",
     .menu = MENU_PIVOT,
     WORDS(COMPARE),
     .enabled = pivot_has_page,
     .run = pivot_command_compare},
    {.name = "pivot.filter",
     .keys = "F2 f",
     WORDS(FILTER),
     .bar = TEXT_DATA_BAR_FILTER,
     .enabled = pivot_has_data,
     .run = filter},
    {.name = "pivot.back",
     .keys = "Backspace",
     WORDS(BACK),
     .enabled = has_drill,
     .run = leave_drill},
    {.name = "pivot.sort",
     .keys = "s",
     .menu = MENU_PIVOT,
     WORDS(SORT),
     .bar = TEXT_PIVOT_BAR_SORT,
     .enabled = pivot_has_page,
     .run = sort},
    {.name = "pivot.sort-labels",
     .keys = "S",
     .menu = MENU_PIVOT,
     WORDS(SORT_LABELS),
     .enabled = pivot_is_there,
     .run = sort_labels},
    {.name = "pivot.swap",
     .keys = "x",
     .menu = MENU_PIVOT,
     WORDS(SWAP),
     .bar = TEXT_PIVOT_BAR_SWAP,
     .enabled = has_two,
     .run = pivot_command_swap},
    {.name = "pivot.coarser",
     .keys = "+",
     .menu = MENU_PIVOT,
     WORDS(COARSER),
     .enabled = has_cut,
     .run = coarser},
    {.name = "pivot.finer",
     .keys = "-",
     .menu = MENU_PIVOT,
     WORDS(FINER),
     .enabled = has_cut,
     .run = finer},
    {.name = "pivot.top",
     .keys = "t",
     .menu = MENU_PIVOT,
     WORDS(TOP),
     .enabled = pivot_is_there,
     .run = pivot_ask_top},
    {.name = "pivot.subtotals",
     .keys = "T",
     .menu = MENU_PIVOT,
     WORDS(SUBTOTALS),
     .enabled = has_then,
     .run = subtotals},
    {.name = "pivot.remove",
     .keys = "Delete d",
     .menu = MENU_PIVOT,
     WORDS(REMOVE),
     .enabled = pivot_is_there,
     .run = pivot_choose_remove},
    {.name = "pivot.again",
     .keys = "",
     .menu = MENU_PIVOT,
     WORDS(AGAIN),
     .enabled = pivot_is_there,
     .run = pivot_command_again},
    {.name = "pivot.sql",
     .keys = "Q",
     .menu = MENU_PIVOT,
     WORDS(SQL),
     .enabled = pivot_is_there,
     .run = pivot_command_sql},
    {.name = "pivot.copy-sql",
     .keys = "W",
     .menu = MENU_PIVOT,
     WORDS(COPY_SQL),
     .enabled = pivot_is_there,
     .run = pivot_command_copy_sql},
    {.name = "pivot.copy-table",
     .keys = "Y",
     .menu = MENU_PIVOT,
     WORDS(COPY_TABLE),
     .enabled = pivot_has_page,
     .run = pivot_command_copy_table},
    {.name = "pivot.copy-cell",
     .keys = "y",
     WORDS(COPY_CELL),
     .enabled = pivot_has_page,
     .run = pivot_command_copy_cell},
    {.name = "pivot.mark", .keys = "Space", WORDS(MARK), .enabled = pivot_has_page, .run = mark},
    {.name = "pivot.mark-all",
     .keys = "Ctrl-A",
     WORDS(MARK_ALL),
     .enabled = pivot_has_page,
     .run = mark_all},
    {.name = "pivot.unmark", .keys = "", WORDS(UNMARK), .enabled = has_marks, .run = unmark},
    {.name = "pivot.mark-up",
     .keys = "Shift-Up",
     WORDS(MARK_UP),
     .enabled = pivot_has_page,
     .run = mark_up},
    {.name = "pivot.mark-down",
     .keys = "Shift-Down",
     WORDS(MARK_DOWN),
     .enabled = pivot_has_page,
     .run = mark_down},
    {.name = "pivot.mark-left",
     .keys = "Shift-Left",
     WORDS(MARK_LEFT),
     .enabled = pivot_has_page,
     .run = mark_left},
    {.name = "pivot.mark-right",
     .keys = "Shift-Right",
     WORDS(MARK_RIGHT),
     .enabled = pivot_has_page,
     .run = mark_right},
    {.name = "pivot.up", .keys = "Up", WORDS(UP), .enabled = pivot_has_page, .run = up},
    {.name = "pivot.down", .keys = "Down", WORDS(DOWN), .enabled = pivot_has_page, .run = down},
    {.name = "pivot.left", .keys = "Left", WORDS(LEFT), .enabled = pivot_has_page, .run = left},
    {.name = "pivot.right", .keys = "Right", WORDS(RIGHT), .enabled = pivot_has_page, .run = right},
    {.name = "pivot.page-up",
     .keys = "PageUp",
     WORDS(PAGE_UP),
     .enabled = pivot_has_page,
     .run = page_up},
    {.name = "pivot.page-down",
     .keys = "PageDown",
     WORDS(PAGE_DOWN),
     .enabled = pivot_has_page,
     .run = page_down},
    {.name = "pivot.first-column",
     .keys = "Home",
     WORDS(FIRST_COLUMN),
     .enabled = pivot_has_page,
     .run = first_column},
    {.name = "pivot.last-column",
     .keys = "End",
     WORDS(LAST_COLUMN),
     .enabled = pivot_has_page,
     .run = last_column},
    {.name = "pivot.first-row",
     .keys = "g",
     WORDS(FIRST_ROW),
     .enabled = pivot_has_page,
     .run = first_row},
    {.name = "pivot.last-row",
     .keys = "G",
     WORDS(LAST_ROW),
     .enabled = pivot_has_page,
     .run = last_row},
    {.name = "pivot.first-cell",
     .keys = "Ctrl-Home",
     WORDS(FIRST_CELL),
     .enabled = pivot_has_page,
     .run = first_cell},
    {.name = "pivot.last-cell",
     .keys = "Ctrl-End",
     WORDS(LAST_CELL),
     .enabled = pivot_has_page,
     .run = last_cell},
};
