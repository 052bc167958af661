/* What a file is, by its content and never by its ending. */
#ifndef DATAJAM_SERVICE_KIND_H
#define DATAJAM_SERVICE_KIND_H

#include "core/base/error.h"

enum file_kind {
    FILE_TEAM,       /* a team file */
    FILE_JAM,        /* a jam file */
    FILE_SQLITE,     /* some other SQLite database */
    FILE_TEXT,       /* text: delimited, or at least not binary; UTF-16 too */
    FILE_XLSX,       /* an Excel workbook */
    FILE_XLS,        /* an Excel workbook of before 2007 */
    FILE_OLD_OFFICE, /* another Office file of before 2007 */
    FILE_PASSWORD,   /* an Office file with a password */
    FILE_ODS,        /* a spreadsheet of LibreOffice */
    FILE_ZIP,
    FILE_COMPRESSED, /* gzip, bzip2, xz, zstd */
    FILE_PDF,
    FILE_BINARY, /* anything else that is no text */
    FILE_EMPTY,
    FILE_FOLDER,
    FILE_SPECIAL, /* a pipe, a device, a socket */
    FILE_KIND_COUNT
};

/*
 * Looks at path. STATUS_NOT_FOUND, STATUS_NO_ACCESS, STATUS_IO. Opens and closes the file:
 * not to be used while this process is in a transaction on it, whose lock would be lost.
 */
enum status kind_of_file(const char *path, enum file_kind *out, struct error *err);

/* "a PDF document", for messages. */
const char *kind_name(enum file_kind kind);

#endif
