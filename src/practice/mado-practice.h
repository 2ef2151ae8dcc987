/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"

G_BEGIN_DECLS

/* Made-up wards: people who do not exist, and all that was done for them. What comes out follows from the programme and
 * the order alone, however many threads make it. */
typedef struct _MadoPractice MadoPractice;

typedef struct {
  guint64 seed;
  guint n_cases;
  guint n_histories; /* of them: worked on through the year; the others were received and wait */
  guint n_pictures;  /* of them: with drawn papers */
  guint n_threads;   /* 0: one for each processor */
  MadoDate today;    /* up to which media were handed over; none: the last day of the programme */
} MadoPracticeOrder;

/* Who gets it, one after another in one thread. Whoever does not want something leaves it %NULL. Returning %FALSE with
 * an error ends it. */
typedef struct {
  gboolean (*take_deed) (gpointer user_data,
                         const MadoOperation *operation,
                         const MadoOutcome *outcome,
                         const MadoContext *context,
                         GError **error);
  gboolean (*take_entity) (gpointer user_data, const MadoEntity *entity, GError **error); /* as it ended */
  gboolean (*take_picture) (gpointer user_data, const char *receipt, const char *kind, GBytes *png, GError **error);
  gpointer user_data;
} MadoPracticeSink;

MadoPractice *mado_practice_new (MadoProgramme *programme, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_practice_free (MadoPractice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPractice, mado_practice_free)

gboolean mado_practice_make (MadoPractice *self,
                             const MadoPracticeOrder *order,
                             const MadoPracticeSink *sink,
                             guint64 *out_n_declined,
                             GError **error);
gboolean mado_practice_save_key (MadoPractice *self,
                                 guint64 seed,
                                 const char *account,
                                 const char *profile,
                                 const MadoSecret *password,
                                 GError **error);
char *mado_practice_dup_form (MadoPractice *self, const MadoPracticeOrder *order) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
