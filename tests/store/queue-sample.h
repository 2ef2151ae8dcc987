/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"
#include "store-sample.h"

G_BEGIN_DECLS

/* A profile with a programme and made-up cases in it, whose rows change as the replica would change them. */
typedef struct {
  StoreSample store;
  MadoDatabase *database;
  MadoProgramme *programme;
  GHashTable *entities; /* row → MadoEntity */
  MadoIdSequence ids;
} QueueSample;

/* What a made-up case says; what is NULL or negative is not there. */
typedef struct {
  const char *state;
  const char *since;
  const char *received_on;
  const char *receipt; /* its number, in the column by which lists are sorted next */
  const char *kanji;
  const char *kana;
  gint64 amount;
  const char *const *queues;
} SampleCase;

MadoProgramme *queue_sample_load_programme (const char *file) G_GNUC_WARN_UNUSED_RESULT;
void queue_sample_set_up (QueueSample *self, const char *programme);
void queue_sample_tear_down (QueueSample *self);

MadoEntity *queue_sample_make_case (QueueSample *self, MadoId id, gint64 version, const SampleCase *content)
    G_GNUC_WARN_UNUSED_RESULT;
MadoEntity *queue_sample_get (QueueSample *self, gint64 row);
void queue_sample_write (QueueSample *self, gint64 row, const MadoEntity *after);
void queue_sample_put (QueueSample *self, gint64 row, MadoEntity *after);
void queue_sample_begin (QueueSample *self);
void queue_sample_commit (QueueSample *self);

G_END_DECLS
