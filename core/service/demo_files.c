/*
 * Puts the topic folders of the sample jam on disk: the texts from the program, the data
 * from the generator. A data file gets its name only when it is whole, so that a stopped
 * run can go on where it was.
 */
#include "core/service/demo_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/embedded.h"
#include "core/base/file.h"
#include "core/base/settle.h"
#include "core/jam/sample.h"

#define SOURCE "sample-data/social-assistance/"

enum { FILE_MODE = 0666 };

struct output {
    int fd;
    int failure; /* errno, or 0 */
    int64_t bytes;
};

static bool write_piece(void *context, struct span bytes)
{
    struct output *output = context;
    size_t done = 0;

    while (done < bytes.len) {
        const ssize_t n = write(output->fd, bytes.data + done, bytes.len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            output->failure = errno;
            return false;
        }
        done += (size_t)n;
    }
    output->bytes += (int64_t)bytes.len;
    return true;
}

/* Writes the data file under a name of its own first. */
static enum status write_part(const struct sample *sample, const struct sample_dataset *dataset,
                              const char *part, const char *path, int64_t *bytes, struct error *err)
{
    struct output output = {.fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, FILE_MODE)};
    bool done;

    if (output.fd < 0)
        return error_set_errno(err, errno, path);
    done = sample_write(sample, dataset, 0, write_piece, &output);
    if (done && fsync(output.fd) != 0 && errno != EINVAL && errno != EROFS) {
        output.failure = errno;
        done = false;
    }
    if (close(output.fd) != 0 && done) {
        output.failure = errno;
        done = false;
    }
    *bytes += output.bytes;
    const enum status status = done ? settle_file(part, path, true, err) : STATUS_IO;
    if (status == STATUS_OK)
        return status;
    unlink(part);
    if (done)
        return status;
    if (output.failure == 0)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    return error_set_errno(err, output.failure, path);
}

/* FOLDER/topics/TOPIC/data/NAME and an ending, in newly allocated memory; NULL: no memory. */
static char *data_path(const char *folder, const struct sample_dataset *dataset, const char *name,
                       const char *ending)
{
    char *path;

    if (asprintf(&path, "%s/topics/%s/data%s%s", folder, dataset->topic, name, ending) < 0)
        return NULL;
    return path;
}

static enum status write_dataset(const struct sample *sample, const char *folder,
                                 const struct sample_dataset *dataset, int64_t *bytes,
                                 struct error *err)
{
    char name[80];
    enum status status = STATUS_OK;
    struct stat st;
    char *data;
    char *path;
    char *part;

    snprintf(name, sizeof(name), "/%s", dataset->name);
    data = data_path(folder, dataset, "", "");
    path = data_path(folder, dataset, name, ".csv");
    part = data_path(folder, dataset, name, ".csv.part");
    if (!data || !path || !part)
        status = error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    else if (stat(path, &st) == 0)
        *bytes += (int64_t)st.st_size;
    else if ((status = file_make_folder(data, err)) == STATUS_OK)
        status = write_part(sample, dataset, part, path, bytes, err);
    free(part);
    free(path);
    free(data);
    return status;
}

static enum status write_data(const char *folder, struct demo_files *out, struct error *err)
{
    enum status status = STATUS_OK;
    struct sample *sample = sample_new();
    const struct sample_dataset *datasets;
    size_t count;

    if (!sample)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    datasets = sample_datasets(&count);
    out->clients = (int64_t)sample_client_count(sample);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = write_dataset(sample, folder, &datasets[i], &out->bytes, err);
    sample_free(sample);
    return status;
}

/* A text of the program at its place below folder. */
static enum status write_text(const char *folder, const struct embedded_file *file,
                              struct error *err)
{
    char *path = file_join(folder, file->path + strlen(SOURCE));
    char *above = path ? strdup(path) : NULL;
    enum status status;

    if (!above) {
        free(path);
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    *strrchr(above, '/') = '\0';
    status = file_make_folder(above, err);
    if (status == STATUS_OK)
        status = file_replace(path, embedded_span(file), FILE_MODE, err);
    free(above);
    free(path);
    return status;
}

enum status demo_write_topics(const char *folder, struct demo_files *out, struct error *err)
{
    const struct embedded_file *file = NULL;
    enum status status = STATUS_OK;

    *out = (struct demo_files){0};
    while (status == STATUS_OK && (file = embedded_next(SOURCE "topics/", file)) != NULL)
        status = write_text(folder, file, err);
    return status == STATUS_OK ? write_data(folder, out, err) : status;
}
