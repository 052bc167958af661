/*
 * The idle marker, for tests. With DATAJAM_TEST_IDLE=1 in the environment, each time the
 * console is about to wait with nothing left to do it writes
 *
 *     ESC ] 7777 ; idle ; BYTES ESC \
 *
 * to the terminal, behind everything it has drawn. BYTES is a decimal number: all bytes read
 * from the terminal since the start. "Nothing left to do" means: every one of these bytes
 * has become a key (a lone ESC has been decided after its waiting time) and every key has
 * been acted on, no signal waits (a resize is drawn), no job waits or runs, the mailbox is
 * empty, nothing is dirty and all has been written.
 *
 * The console reads the terminal itself (ncurses only draws), so the number is exact, also
 * for escape sequences, mouse reports and pastes. A test that has sent N bytes altogether
 * waits for a marker whose BYTES >= N. After a resize it waits for one more marker than it
 * has seen: a turn that was caused by anything (keys, a signal, the mailbox) ends with a
 * marker, a turn that only looked at the clock does not.
 */
#ifndef DATAJAM_CONSOLE_IDLE_H
#define DATAJAM_CONSOLE_IDLE_H

#define IDLE_VARIABLE "DATAJAM_TEST_IDLE"
#define IDLE_FORMAT   "\033]7777;idle;%llu\033\\"

#endif
