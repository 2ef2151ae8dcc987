/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-fold.h"
#include "mado-programme.h"
#include "mado-search-fold.h"

G_BEGIN_DECLS

/* What is searched, the likeliest first. */
typedef enum {
  MADO_SEARCH_NAME,
  MADO_SEARCH_READING,
  MADO_SEARCH_PHONE,
  MADO_SEARCH_CODE,
  MADO_SEARCH_POSTAL,
  MADO_SEARCH_DATE,
  MADO_SEARCH_ADDRESS,
} MadoSearchField;

/* A folded text: of an entity, by which it is found, or of what is typed. */
typedef struct {
  MadoSearchField field;
  char *texts[2]; /* by MadoFoldLevel */
} MadoSearchKey;

/* What of an entity is wanted; making keys is most of what a search costs. */
typedef enum {
  MADO_SEARCH_NAMES,
  MADO_SEARCH_ALL,
} MadoSearchScope;

void mado_search_key_init (MadoSearchKey *self, MadoSearchField field, MadoSearchForm form, const char *text);
void mado_search_key_clear (gpointer self);

GArray *mado_search_keys_new (const MadoProgramme *programme, const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;
GArray *mado_search_keys_read (const MadoProgramme *programme, GBytes *text, MadoSearchScope scope, MadoId *out_id)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
