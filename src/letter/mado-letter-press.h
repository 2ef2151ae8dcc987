/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"
#include "mado-pen.h"

G_BEGIN_DECLS

/* Sheets of a run, written and set, with the marks and numbers that the run gave them: as one PDF, or page by page on a
 * screen or a printer. For one thread at a time. */
typedef struct _MadoLetterPress MadoLetterPress;

/* Why a letter cannot be printed. */
typedef struct {
  char *mark;
  const char *code;
  char *subject; /* what it is about: an item, a block, a character */
} MadoPressFault;

typedef enum {
  MADO_PRESS_LETTERS,
  MADO_PRESS_LABELS, /* of their envelopes, on sheets */
} MadoPressPaper;

/* How much is done, told on the thread that does it. */
typedef void (*MadoLetterPressTold) (gpointer user_data, guint done, guint total);

MadoLetterPress *mado_letter_press_new (const MadoDeskClerk *clerk,
                                        const MadoLetterPile *pile,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_press_free (MadoLetterPress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterPress, mado_letter_press_free)

void mado_letter_press_watch (MadoLetterPress *self, MadoLetterPressTold told, gpointer user_data);
gboolean mado_letter_press_take (
    MadoLetterPress *self, const char *mark, guint limit, GCancellable *cancellable, GError **error);
const GPtrArray *mado_letter_press_get_faults (const MadoLetterPress *self);
guint mado_letter_press_get_n_letters (const MadoLetterPress *self);
guint mado_letter_press_get_n_pages (const MadoLetterPress *self);
void mado_letter_press_get_size (const MadoLetterPress *self, double *out_width, double *out_height);
gboolean mado_letter_press_draw (MadoLetterPress *self, guint page, cairo_t *cairo, GError **error);
gboolean mado_letter_press_print (
    MadoLetterPress *self, MadoPressPaper paper, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
