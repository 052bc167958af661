/* What all formats share: the table of them, the copy of the columns, order of calls. */
#include "core/output/output.h"

#include <stdlib.h>
#include <string.h>

#include "core/output/output_internal.h"

static const struct output_class *const classes[OUTPUT_FORMAT_COUNT] = {
    [OUTPUT_TABLE] = &output_table,
    [OUTPUT_CSV] = &output_csv,
    [OUTPUT_JSON] = &output_json,
    [OUTPUT_MARKDOWN] = &output_markdown,
};

const char *output_format_name(enum output_format format)
{
    return classes[format]->name;
}

bool output_format_from_name(const char *name, enum output_format *out)
{
    for (int i = 0; i < OUTPUT_FORMAT_COUNT; i++) {
        if (strcmp(classes[i]->name, name) == 0) {
            *out = (enum output_format)i;
            return true;
        }
    }
    return false;
}

static bool copy_columns(struct output *output, const struct output_column *columns, size_t count)
{
    output->columns = calloc(count + 1, sizeof *output->columns);
    for (; output->columns && output->count < count; output->count++) {
        char *name = strdup(columns[output->count].name);
        if (!name)
            return false;
        output->columns[output->count] =
            (struct output_column){.name = name, .type = columns[output->count].type};
    }
    return output->columns != NULL;
}

static enum status checked(struct output *output, bool done, struct error *err)
{
    if (!done || output->scratch.failed)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return sink_check(output->sink, err);
}

enum status output_begin(struct output **out, enum output_format format, struct sink *sink,
                         const struct output_options *options, const struct output_column *columns,
                         size_t count, struct error *err)
{
    struct output *output = calloc(1, sizeof *output);
    *out = NULL;
    if (output) {
        output->class = classes[format];
        output->sink = sink;
        output->state = calloc(1, output->class->state_size + 1);
        if (options)
            output->options = *options;
    }
    if (!output || !output->state || !copy_columns(output, columns, count)) {
        output_drop(output);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    enum status status = checked(output, output->class->begin(output), err);
    if (status == STATUS_OK)
        *out = output;
    else
        output_drop(output);
    return status;
}

enum status output_row(struct output *output, const struct value *values, struct error *err)
{
    bool done = output->class->row(output, values);
    output->rows++;
    return checked(output, done, err);
}

enum status output_end(struct output *output, struct error *err)
{
    enum status status = checked(output, output->class->end(output), err);
    if (status == STATUS_OK)
        status = sink_flush(output->sink, err);
    output_drop(output);
    return status;
}

void output_drop(struct output *output)
{
    if (!output)
        return;
    if (output->state && output->class->free_state)
        output->class->free_state(output);
    for (size_t i = 0; i < output->count; i++)
        free((char *)(uintptr_t)output->columns[i].name);
    free(output->columns);
    free(output->state);
    buffer_free(&output->scratch);
    free(output);
}
