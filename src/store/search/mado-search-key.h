/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
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

/* A folded text of an entity by which it is found. */
typedef struct {
  MadoSearchField field;
  char *text;
} MadoSearchKey;

GArray *mado_search_keys_new (const MadoProgramme *programme,
                              const MadoEntity *entity,
                              MadoFoldLevel level) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
