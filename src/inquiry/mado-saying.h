/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Words that were agreed with the ward: an answer to what many ask, or a set phrase, which has no category. */
typedef struct {
  char *id;       /* "when-paid"; of a phrase of the programme ".fubi" */
  gint64 version; /* 0: of a phrase of the programme, which has none */
  char *label;    /* the question, or what the phrase is for */
  char *category; /* of the programme; "": a phrase */
  char *code;     /* by which it is typed; "": by none */
  char *words;    /* by which it is found beside what stands in it, with spaces between */
  char *text;     /* what is said, paragraphs in lines of their own */
  gboolean is_gone;
} MadoSaying;

MadoSaying *mado_saying_new_empty (const char *category) G_GNUC_WARN_UNUSED_RESULT;
MadoSaying *mado_saying_new_of_script (const MadoCallScript *script) G_GNUC_WARN_UNUSED_RESULT;
MadoSaying *mado_saying_new_of_phrase (const MadoCallPhrase *phrase) G_GNUC_WARN_UNUSED_RESULT;
MadoSaying *mado_saying_new_of_version (const MadoEntity *version) G_GNUC_WARN_UNUSED_RESULT;
MadoSaying *mado_saying_copy (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_saying_free (MadoSaying *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSaying, mado_saying_free)

MadoSaying *mado_saying_read (yyjson_val *body) G_GNUC_WARN_UNUSED_RESULT;
yyjson_doc *mado_saying_write (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_saying_is_answer (const MadoSaying *self);
char *mado_saying_dup_name (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_saying_dup_mark (const MadoSaying *self) G_GNUC_WARN_UNUSED_RESULT;

/* Where it is found. */
typedef enum {
  MADO_SAYING_FOUND_IN_LABEL,
  MADO_SAYING_FOUND_IN_WORDS,
  MADO_SAYING_FOUND_IN_TEXT,
  MADO_SAYING_FOUND_NOT,
} MadoSayingFound;

GPtrArray *mado_saying_read_words (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
MadoSayingFound mado_saying_find_words (const MadoSaying *self, const GPtrArray *words);

G_END_DECLS
