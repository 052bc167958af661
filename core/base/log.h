/*
 * The log file: what the program noticed, for whoever looks into a problem. Never data,
 * never what a person typed. $XDG_STATE_HOME/datajam/log, or ~/.local/state/datajam/log;
 * DATAJAM_LOG names another. Without a place to write it says nothing.
 */
#ifndef DATAJAM_BASE_LOG_H
#define DATAJAM_BASE_LOG_H

/* Opens the log; program is put in front of each line. Safe to call once, early. */
void log_open(const char *program);

/* Adds one line with the time. Thread-safe. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The descriptor, for the crash handler; -1: none. */
int log_descriptor(void);

void log_close(void);

#endif
