/*
 * Categories one below the other, with their labels at the left: what bars, pyramids and box
 * plots have in common. Where there are more than there is room for, a part of them is seen,
 * and a line says how many are above and below.
 */
#include "core/analysis/chart_scene_internal.h"

enum { LABELS_MEASURED = 2000, LABEL_LEAST = 4 };

/* The first category that is seen: where the window is, moved as little as is needed. */
static size_t first_seen(const struct scene_builder *builder, size_t panel, size_t room)
{
    const struct scene_request *request = builder->request;
    size_t all = builder->chart->category_count, first = request->window.category;
    if (request->chosen && request->panel == panel) {
        if (request->category < first)
            first = request->category;
        if (request->category >= first + room)
            first = request->category - room + 1;
    }
    return first + room > all ? (all > room ? all - room : 0) : first;
}

/* "3 more above · 12 more below"; a pyramid stands on its first category. */
static void say_rest(struct scene_builder *builder, const struct scene_area *area,
                     const struct row_plan *plan, int y)
{
    char text[120];
    bool rises = builder->chart->kind == CHART_PYRAMID;
    size_t before = plan->first;
    size_t behind = builder->chart->category_count - plan->first - plan->count;
    size_t above = rises ? behind : before, below = rises ? before : behind;
    enum text_id words = plan->hidden > 0 ? TEXT_CHART_MORE_BARS
                         : above == 0     ? TEXT_CHART_MORE_BELOW
                         : below == 0     ? TEXT_CHART_MORE_ABOVE
                                          : TEXT_CHART_MORE_BOTH;
    text_format(text, sizeof text, words,
                TEXT_VALUES(text_number("bars", plan->hidden), text_number("above", (int64_t)above),
                            text_number("below", (int64_t)below)));
    scene_put_string(builder, area->x, y, area->columns, text, INK_NOTE, ALIGN_LEFT);
}

/* The cells that labels take, of all categories, so that the bars don't jump with the window. */
int scene_label_cells(struct scene_builder *builder, int most)
{
    int widest = 0;
    for (size_t i = 0; i < builder->chart->category_count && i < LABELS_MEASURED; i++) {
        struct chart_label label;
        if (scene_label(builder, builder->chart->categories[i].text, &label) &&
            label.cells > widest)
            widest = label.cells;
    }
    most = most < LABEL_LEAST ? LABEL_LEAST : most;
    return widest > most ? most : widest;
}

static void make_labels(struct scene_builder *builder, struct row_plan *plan)
{
    plan->labels = scene_labels(builder, plan->count);
    for (size_t i = 0; plan->labels && i < plan->count; i++)
        if (!scene_label(builder, builder->chart->categories[plan->first + i].text,
                         &plan->labels[i]))
            return;
    if (plan->labels &&
        !chart_labels_fit(builder->arena, plan->labels, plan->count,
                          plan->label_cells < LABEL_LEAST ? LABEL_LEAST : plan->label_cells))
        builder->failed = true;
}

/* Not even the bars of one category have room: some of them, the chosen one among them. */
static void hide_bars(const struct scene_builder *builder, struct row_plan *plan, int rows)
{
    const struct scene_request *request = builder->request;
    int chosen = request->chosen ? (int)request->series : 0;
    plan->hidden = plan->each - rows;
    plan->each = rows;
    plan->series = chosen >= rows ? chosen - rows + 1 : 0;
}

void scene_plan_rows(struct scene_builder *builder, const struct scene_area *area, size_t panel,
                     int each, int label_most, int extra, struct row_plan *out)
{
    enum { ROOMY = 16 }; /* so few categories look better apart */
    size_t all = builder->chart->category_count;
    int rows = area->rows;
    *out = (struct row_plan){.each = each, .y = area->y};
    int wanted = (int)(all < 10000 ? all : 10000) * each;
    if (wanted > rows) { /* a line for what is not seen, unless there is one in all */
        rows -= rows > 1;
        out->count = rows >= each ? (size_t)(rows / each) : 1;
        if (rows < each)
            hide_bars(builder, out, rows > 0 ? rows : 1);
    } else {
        out->count = all;
        bool apart =
            all > 1 && all <= ROOMY && wanted + (int)all - 1 + (each > 1 ? 0 : extra) <= rows;
        out->gap = apart ? 1 : 0;
    }
    out->first = first_seen(builder, panel, out->count);
    out->count = out->count < all - out->first ? out->count : all - out->first;
    out->label_cells = scene_label_cells(builder, label_most);
    make_labels(builder, out);
    if ((out->count < all || out->hidden > 0) && area->rows > 1)
        say_rest(builder, area, out, area->y + area->rows - 1);
    builder->scene->window.category = out->first;
    builder->scene->window_categories = out->count;
}

int scene_row_y(const struct row_plan *plan, size_t category)
{
    return plan->y + (int)(category - plan->first) * (plan->each + plan->gap);
}

void scene_put_label(struct scene_builder *builder, const struct row_plan *plan, int x,
                     size_t category, enum scene_align align)
{
    if (plan->labels)
        scene_put(builder, x, scene_row_y(plan, category), plan->label_cells,
                  &plan->labels[category - plan->first], INK_LABEL, align);
}
