/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "cli/say.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command.h"
#include "run/out.h"

#define LINE_MAX_BYTES 65536
#define PLACE_COLUMNS 92
#define PROGRESS_MAX 256
#define PROGRESS_COLUMNS 78

static bool
is_terminal(int file)
{
    const char *term = getenv("TERM");

    return isatty(file) && term != NULL && strcmp(term, "dumb") != 0;
}

static bool
colours_wanted(int file)
{
    const char *no_color = getenv("NO_COLOR");

    return is_terminal(file) && (no_color == NULL || *no_color == '\0');
}

void
ndc_say_painted(enum ndc_paint paint, const char *words)
{
    static const char *const codes[] = {"", "1;31", "33", "32", "2"};

    if (paint == NDC_PAINT_PLAIN || !colours_wanted(STDOUT_FILENO))
        fputs(words, stdout);
    else
        printf("\033[%sm%s\033[0m", codes[paint], words);
}

/* Reads line number `line` of a file, without its newline; false when there is none, or when the
 * file is a pipe or a device that cannot be read a second time. */
static bool
read_line(const char *file, int line, char *to, int room)
{
    struct stat there;
    bool again = stat(file, &there) == 0 && S_ISREG(there.st_mode);
    FILE *from = again ? fopen(file, "r") : NULL;
    int at = 1;
    int length = 0;
    int letter = from == NULL ? EOF : getc(from);

    for (; letter != EOF && at < line; letter = getc(from))
        at += letter == '\n';
    for (; letter != EOF && letter != '\n' && letter != '\r' && length + 1 < room;
         letter = getc(from))
        to[length++] = (char)letter;
    to[length] = '\0';
    if (from != NULL)
        fclose(from);
    return at == line && length > 0;
}

/*
 * The line, and under it a caret; tabs stay tabs so that the caret stands right. Of a line that is
 * too long for a screen the part around the caret is shown.
 */
static void
print_place(const struct ndc_error *error)
{
    static char text[LINE_MAX_BYTES];
    int column = error->column;
    int length;
    int begin;
    int margin;

    if (!read_line(error->file, error->line, text, sizeof text))
        return;
    length = (int)strlen(text);
    begin = column > PLACE_COLUMNS ? column - PLACE_COLUMNS / 2 : 0;
    if (begin > length)
        return;
    margin = fprintf(stderr, "  %d | ", error->line) - 2;
    ndc_out_plain(stderr, text + begin, PLACE_COLUMNS);
    fputc('\n', stderr);
    if (column < 1 || column > length + 1)
        return;
    fprintf(stderr, "%*s| ", margin, "");
    for (int i = begin; i < column - 1; i++)
        fputc(text[i] == '\t' ? '\t' : ' ', stderr);
    fputc('^', stderr);
    for (int i = 1; i < error->width && column - begin + i <= PLACE_COLUMNS; i++)
        fputc('~', stderr);
    fputc('\n', stderr);
}

int
ndc_say_error(const struct ndc_error *error)
{
    bool placed = error->file[0] != '\0' && error->line > 0;

    ndc_progress_end();
    fflush(stdout);
    ndc_out_plain(stderr, error->file[0] != '\0' ? error->file : "ndc", sizeof error->file);
    if (placed && error->column > 0)
        fprintf(stderr, ":%d:%d", error->line, error->column);
    else if (placed)
        fprintf(stderr, ":%d", error->line);
    fputs(": ", stderr);
    ndc_out_plain(stderr, error->text, sizeof error->text);
    fputc('\n', stderr);
    if (placed)
        print_place(error);
    if (error->hint[0] != '\0') {
        fputs("  hint: ", stderr);
        ndc_out_plain(stderr, error->hint, sizeof error->hint);
        fputc('\n', stderr);
    }
    return NDC_EXIT_INPUT;
}

int
ndc_say_wrong(const char *format, ...)
{
    struct ndc_error error = {0};
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error.text, sizeof error.text, format, arguments);
    va_end(arguments);
    return ndc_say_error(&error);
}

static bool progress_shown;

/* A line that wraps could not be wiped. */
static int
terminal_columns(void)
{
    struct winsize size;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col > PROGRESS_COLUMNS)
        return PROGRESS_COLUMNS;
    return size.ws_col;
}

void
ndc_progress(const char *format, ...)
{
    char text[PROGRESS_MAX];
    va_list arguments;

    if (!is_terminal(STDERR_FILENO))
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\r\033[K%.*s", terminal_columns() - 1, text);
    fflush(stderr);
    progress_shown = true;
}

void
ndc_progress_end(void)
{
    if (!progress_shown)
        return;
    fputs("\r\033[K", stderr);
    fflush(stderr);
    progress_shown = false;
}
