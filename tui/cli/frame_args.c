/* What verbs share that filter. */
#include "tui/cli/frame_args.h"

static enum status read_filters(struct cli *cli, struct cli_frame *frame, struct arena *arena,
                                struct error *err)
{
    size_t count = cli_value_count(cli, "where");
    const char **texts = arena_array(arena, count, sizeof *texts);
    if (!texts)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    for (size_t i = 0; i < count; i++)
        texts[i] = cli_value_at(cli, "where", i);
    return selection_read(frame->dataset, arena, texts, count, cli_has(cli, "case"),
                          &frame->filters, err);
}

enum status cli_frame_open(struct cli_frame *out, struct cli *cli, const struct source *source,
                           const struct dataset_info *dataset, struct arena *arena,
                           struct error *err)
{
    out->frames = frames_new(FRAMES_BUDGET);
    if (!out->frames)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    enum status status =
        frame_use_begin(&out->use, out->frames, source->db, dataset->id, NULL, err);
    if (status != STATUS_OK)
        return status;
    out->dataset = frame_use_dataset(out->use);
    return read_filters(cli, out, arena, err);
}

void cli_frame_close(struct cli_frame *frame)
{
    frame_use_end(frame->use);
    frames_free(frame->frames);
    *frame = (struct cli_frame){0};
}
