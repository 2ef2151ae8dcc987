/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backoff.h"
#include "mado-courier.h"
#include "mado-hash.h"

G_BEGIN_DECLS

/* By which way requests go. */
typedef struct {
  MadoCourier *courier;
  MadoCourierAnswered answered;
  gpointer user_data;
  char *stream; /* "/v1/s/WARD/PROGRAMME/" */
  char *token;  /* (nullable): nobody is signed in */
} MadoBlobWay;

/* One request about an attachment at a time, and when the next may follow. A plain value that begins with its way. */
typedef struct {
  const MadoBlobWay *way;
  guint64 ticket; /* 0: nothing is under way */
  MadoBackoff backoff;
  MadoInstant retry_at; /* on the monotonic clock; none: at once */
} MadoBlobErrand;

char *mado_blob_errand_make_target (const MadoBlobErrand *self,
                                    const MadoHash *hash,
                                    gint64 number) G_GNUC_WARN_UNUSED_RESULT;
void mado_blob_errand_ask (MadoBlobErrand *self, MadoMessage *message);
gboolean mado_blob_errand_is_free (const MadoBlobErrand *self);
gboolean mado_blob_errand_take (MadoBlobErrand *self, guint64 ticket);
void mado_blob_errand_drop (MadoBlobErrand *self);
void mado_blob_errand_fail (MadoBlobErrand *self);
void mado_blob_errand_succeed (MadoBlobErrand *self);

G_END_DECLS
