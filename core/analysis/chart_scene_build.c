/* The lists of a scene while it grows, and texts that are brought to the cells they have. */
#include <string.h>

#include "core/analysis/chart_scene_internal.h"
#include "core/base/utf8.h"

enum list { TEXTS, BARS, LINES, SHADES, DOTS, BOXES, RULES, TICKS, KEYS, SPOTS };

/* The list with the item at its end; as it was where memory runs out. */
static void *append(struct scene_builder *builder, enum list list, void *items, size_t *count,
                    const void *item, size_t size)
{
    size_t *capacity = &builder->capacities[list];
    if (*count == *capacity) {
        size_t more = *capacity > 0 ? *capacity * 2 : 32;
        void *larger = arena_array(builder->arena, more, size);
        if (!larger) {
            builder->failed = true;
            return items;
        }
        if (*count > 0)
            memcpy(larger, items, *count * size);
        *capacity = more;
        items = larger;
    }
    memcpy((char *)items + *count * size, item, size);
    (*count)++;
    return items;
}

static void add_text(struct scene_builder *builder, const struct scene_text *text)
{
    struct chart_scene *scene = builder->scene;
    scene->texts = append(builder, TEXTS, scene->texts, &scene->text_count, text, sizeof *text);
}

void scene_add_bar(struct scene_builder *builder, const struct scene_bar *bar)
{
    struct chart_scene *scene = builder->scene;
    scene->bars = append(builder, BARS, scene->bars, &scene->bar_count, bar, sizeof *bar);
}

void scene_add_line(struct scene_builder *builder, const struct scene_line *line)
{
    struct chart_scene *scene = builder->scene;
    scene->lines = append(builder, LINES, scene->lines, &scene->line_count, line, sizeof *line);
}

void scene_add_shade(struct scene_builder *builder, const struct scene_shade *shade)
{
    struct chart_scene *scene = builder->scene;
    scene->shades =
        append(builder, SHADES, scene->shades, &scene->shade_count, shade, sizeof *shade);
}

void scene_add_dot(struct scene_builder *builder, const struct scene_dot *dot)
{
    struct chart_scene *scene = builder->scene;
    scene->dots = append(builder, DOTS, scene->dots, &scene->dot_count, dot, sizeof *dot);
}

void scene_add_box(struct scene_builder *builder, const struct scene_box *box)
{
    struct chart_scene *scene = builder->scene;
    scene->boxes = append(builder, BOXES, scene->boxes, &scene->box_count, box, sizeof *box);
}

void scene_add_rule(struct scene_builder *builder, const struct scene_rule *rule)
{
    struct chart_scene *scene = builder->scene;
    scene->rules = append(builder, RULES, scene->rules, &scene->rule_count, rule, sizeof *rule);
}

void scene_add_tick(struct scene_builder *builder, const struct scene_tick *tick)
{
    struct chart_scene *scene = builder->scene;
    scene->ticks = append(builder, TICKS, scene->ticks, &scene->tick_count, tick, sizeof *tick);
}

void scene_add_key(struct scene_builder *builder, const struct scene_key *key)
{
    struct chart_scene *scene = builder->scene;
    scene->keys = append(builder, KEYS, scene->keys, &scene->key_count, key, sizeof *key);
}

void scene_add_spot(struct scene_builder *builder, const struct scene_spot *spot)
{
    struct chart_scene *scene = builder->scene;
    scene->spots = append(builder, SPOTS, scene->spots, &scene->spot_count, spot, sizeof *spot);
}

static double anchor_of(int x, int cells, enum scene_align align)
{
    return align == ALIGN_LEFT ? x : align == ALIGN_RIGHT ? x + cells : x + cells / 2.0;
}

void scene_put(struct scene_builder *builder, int x, int y, int cells,
               const struct chart_label *label, enum scene_ink ink, enum scene_align align)
{
    struct chart_label fitted = *label;
    if (cells <= 0 || label->cells == 0 || x < 0 || y < 0 || y >= builder->scene->rows)
        return;
    if (label->cells > cells && ink == INK_FIGURE) /* half a number is a wrong one */
        fitted = (struct chart_label){span_string("…"), 1};
    else if (label->cells > cells && !chart_label_cut(builder->arena, label, cells, &fitted)) {
        builder->failed = true;
        return;
    }
    int spare = cells - fitted.cells;
    int before = align == ALIGN_RIGHT ? spare : align == ALIGN_CENTRE ? spare / 2 : 0;
    add_text(builder, &(struct scene_text){.x = x + before,
                                           .y = y,
                                           .cells = fitted.cells,
                                           .text = fitted.text,
                                           .ink = ink,
                                           .align = align,
                                           .at = anchor_of(x + before, fitted.cells, align),
                                           .middle = y + 0.5,
                                           .series = SCENE_PLAIN});
}

static bool is_about(double a, double b)
{
    return a - b > -1 && a - b < 1;
}

void scene_anchor_last(struct scene_builder *builder, double at)
{
    struct chart_scene *scene = builder->scene;
    struct scene_text *last = scene->text_count > 0 ? &scene->texts[scene->text_count - 1] : NULL;
    if (last && is_about(at, last->at))
        last->at = at;
}

void scene_level_last(struct scene_builder *builder, double middle)
{
    struct chart_scene *scene = builder->scene;
    struct scene_text *last = scene->text_count > 0 ? &scene->texts[scene->text_count - 1] : NULL;
    if (last && is_about(middle, last->middle))
        last->middle = middle;
}

void scene_put_string(struct scene_builder *builder, int x, int y, int cells, const char *text,
                      enum scene_ink ink, enum scene_align align)
{
    struct chart_label label;
    if (scene_label(builder, span_string(text), &label))
        scene_put(builder, x, y, cells, &label, ink, align);
}

void scene_put_on(struct scene_builder *builder, int x, int y, const char *text, int series)
{
    struct chart_label label;
    if (scene_label(builder, span_string(text), &label))
        add_text(builder, &(struct scene_text){.x = x,
                                               .y = y,
                                               .cells = label.cells,
                                               .text = label.text,
                                               .ink = INK_FIGURE,
                                               .align = ALIGN_CENTRE,
                                               .at = x + label.cells / 2.0,
                                               .middle = y + 0.5,
                                               .series = series});
}

struct chart_label *scene_labels(struct scene_builder *builder, size_t count)
{
    struct chart_label *labels = arena_array(builder->arena, count, sizeof *labels);
    builder->failed = builder->failed || !labels;
    return labels;
}

bool scene_label(struct scene_builder *builder, struct span text, struct chart_label *out)
{
    bool good = chart_label_make(builder->arena, text, out);
    builder->failed = builder->failed || !good;
    return good;
}

int scene_cells(const char *text)
{
    return (int)utf8_screen_width(span_string(text));
}
