/* A facet as SQL: short, since people read it to learn from it. Ranges are written as those of
 * pivots are (pivot_sql_group.c). */
#include "core/service/facet_sql.h"

#include "core/service/pivot_sql_internal.h"

struct making {
    struct pivot_work work;
    const struct facet_wish *wish;
    const char *column;
    bool people;
    struct buffer *out;
};

/* A value of a group to sort by: itself, or the least of a range. */
static void add_value(const struct making *making)
{
    bool cut = making->wish->cut != CUT_NONE;
    buffer_add_string(making->out, cut ? "min(" : "");
    pivot_sql_column(making->out, making->work.dataset, making->work.positions[0]);
    buffer_add_string(making->out, cut ? ")" : "");
}

static void add_columns(const struct making *making)
{
    struct buffer *out = making->out;
    buffer_add_string(out, "SELECT ");
    pivot_sql_group(out, &making->work, 0);
    buffer_add_string(out, " AS ");
    pivot_sql_name(out, making->column);
    buffer_add_string(out, ",\n       count(*) AS \"rows\"");
    if (making->people) {
        buffer_add_string(out, ",\n       count(DISTINCT ");
        pivot_sql_column(out, making->work.dataset, (size_t)making->wish->person);
        buffer_add_string(out, ") AS \"people\"");
    }
    buffer_add_string(out, "\nFROM ");
    pivot_sql_name(out, making->work.dataset->name);
}

/* Those on the column itself don't count: its other values would have none left. */
static enum status add_filters(const struct making *making, const struct filter_list *filters,
                               struct error *err)
{
    int64_t own = making->wish->own ? 0 : making->work.fields[0].column;
    bool pattern = false, first = true;
    for (size_t i = 0; i < filters->count; i++) {
        if (filters->filters[i].off || filters->filters[i].column == own)
            continue;
        buffer_add_string(making->out, first ? "\nWHERE " : "\n  AND ");
        first = false;
        enum status status =
            pivot_sql_filter(making->out, making->work.use, &filters->filters[i], &pattern, err);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

static void add_order(const struct making *making)
{
    struct buffer *out = making->out;
    bool by_count = making->wish->sort == FACET_BY_COUNT && making->wish->cut == CUT_NONE;
    buffer_add_string(out, "\nGROUP BY 1\nORDER BY ");
    if (by_count)
        buffer_printf(out, "%d DESC, ", making->people ? 3 : 2);
    add_value(making);
    buffer_add_string(out, " IS NULL, sort_key(");
    add_value(making);
    buffer_add_string(out, "), 1\n"); /* what is the same but for its case, by its bytes */
}

/* The pivot whose groups are the entries. */
static struct pivot_spec spec_of(const struct dataset_info *dataset, const struct facet_wish *wish)
{
    static const enum pivot_cut cuts[] = {
        [CUT_NONE] = PIVOT_AS_IS,       [CUT_WIDTH] = PIVOT_BANDS,  [CUT_YEAR] = PIVOT_YEARS,
        [CUT_QUARTER] = PIVOT_QUARTERS, [CUT_MONTH] = PIVOT_MONTHS,
    };
    return (struct pivot_spec){.rows = {{.column = dataset->columns[wish->column].id,
                                         .cut = cuts[wish->cut],
                                         .width = wish->width}}};
}

enum status facet_sql(struct frame_use *use, const struct filter_list *filters,
                      const struct facet_wish *wish, struct buffer *out, struct error *err)
{
    const struct dataset_info *dataset = frame_use_dataset(use);
    const struct filter_list none = {NULL, 0};
    const struct pivot_spec spec = spec_of(dataset, wish);
    struct making making = {.wish = wish,
                            .column = dataset->columns[wish->column].name,
                            .people = wish->unit == FACET_PEOPLE && wish->person >= 0,
                            .out = out};
    enum status status = pivot_work_begin(&making.work, use, &none, &spec, err);
    if (status == STATUS_OK) {
        add_columns(&making);
        status = add_filters(&making, filters, err);
    }
    if (status == STATUS_OK) {
        add_order(&making);
        if (out->failed)
            status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    pivot_work_end(&making.work);
    return status;
}
