/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-csv-reader.h"
#include "mado-form-heading.h"

G_BEGIN_DECLS

typedef struct {
  char *key;                /* the item's name, or the heading where nobody knows what it means */
  const MadoFormItem *item; /* (nullable): of the map; %NULL: kept as it is */
  gboolean is_my_number;    /* dropped unread */
  gboolean is_overridden;   /* a later column has the same key and speaks for it */
} MadoFormColumn;

/* What the columns of one file are. */
typedef struct _MadoFormColumns MadoFormColumns;

MadoFormColumns *mado_form_columns_new (const MadoCsvReader *heading_record,
                                        const MadoFormHeadings *headings,
                                        MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_columns_free (MadoFormColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormColumns, mado_form_columns_free)

guint mado_form_columns_get_count (const MadoFormColumns *self);
const MadoFormColumn *mado_form_columns_get (const MadoFormColumns *self, guint column);
guint mado_form_columns_find_kind (const MadoFormColumns *self, MadoFormKind kind);
const guint *mado_form_columns_get_sorted (const MadoFormColumns *self, guint *out_n_columns);

G_END_DECLS
