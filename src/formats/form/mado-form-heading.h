/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a column's values are cleaned and checked, and what they are to the record. */
typedef enum {
  MADO_FORM_KIND_TEXT,
  MADO_FORM_KIND_NAME,    /* text; with time and mail it stands in for a missing receipt number */
  MADO_FORM_KIND_RECEIPT, /* the number that the form service gave: the record's identity */
  MADO_FORM_KIND_TIME,    /* when it was sent */
  MADO_FORM_KIND_DATE,
  MADO_FORM_KIND_TEL,
  MADO_FORM_KIND_ZIP,
  MADO_FORM_KIND_ACCOUNT,
  MADO_FORM_KIND_MAIL,
  MADO_FORM_KIND_CODE, /* any other number or code */
} MadoFormKind;

typedef struct {
  char *name;
  MadoFormKind kind;
} MadoFormItem;

/* Which item a heading means. A programme may bring a map of its own. */
typedef struct _MadoFormHeadings MadoFormHeadings;

MadoFormHeadings *mado_form_headings_new (void) G_GNUC_WARN_UNUSED_RESULT;
MadoFormHeadings *mado_form_headings_new_default (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_form_headings_free (MadoFormHeadings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFormHeadings, mado_form_headings_free)

void mado_form_headings_add (MadoFormHeadings *self, const char *heading, const char *item, MadoFormKind kind);
void mado_form_headings_add_usual (MadoFormHeadings *self, MadoFormKind kind, const char *item);
const MadoFormItem *mado_form_headings_find (const MadoFormHeadings *self, const char *heading);

gboolean mado_form_kind_from_name (const char *name, MadoFormKind *out_kind);
char *mado_form_heading_normalize (const char *heading) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
