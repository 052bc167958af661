/*
 * The data of a jam's topics, closed to teams until the first analysis phase: by the permissions
 * of their folders (topics/TOPIC/data), so that nobody gets around it. Leads, members of the group
 * that the jam names, may look at rows and profiles before.
 */
#ifndef DATAJAM_SERVICE_DATA_GATE_H
#define DATAJAM_SERVICE_DATA_GATE_H

#include <stdbool.h>

#include "core/base/error.h"
#include "core/store/db.h"

enum data_gate_use {
    DATA_GATE_BROWSE, /* rows and profiles */
    DATA_GATE_USE     /* anything else */
};

/* What may be done with a file. STATUS_NO_ACCESS: it lies in closed data. A facilitator, who may
 * write the jam's file, may do all; for others the permissions decide whether they see it at all,
 * and this, that it is no more than looking. */
enum status data_gate_check(const char *path, enum data_gate_use use, struct error *err);

/* Closes the folders to all but facilitators and the group leads ("": nobody else); opens them to
 * all. Errors say which folder; those before it are done. */
enum status data_gate_close(const char *jam, const char *leads, struct error *err);
enum status data_gate_open(const char *jam, struct error *err);

/* Opens the data when the clock of the day has come to an analysis phase and the rules wait for
 * it: for whoever moves the clock, after that. A rehearsal opens nothing. *opened: it did. */
enum status data_gate_follow(const char *jam, const char *by, bool *opened, struct error *err);

#endif
