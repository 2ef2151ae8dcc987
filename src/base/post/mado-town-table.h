/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-postal-code.h"

G_BEGIN_DECLS

/* A town (町域) with its postal code. A town with several codes is there once for each, with the conditions that tell
 * them apart. The strings belong to the table. */
typedef struct {
  char code[MADO_POSTAL_CODE_SIZE];
  guint municipality; /* its place in a scope */
  const char *prefecture;
  const char *city;
  const char *name; /* "": what the post lists no town for */
  const char *conditions;
} MadoTown;

/* How a table differs from the one before. */
typedef struct {
  guint added;
  guint removed;
  guint changed; /* the same town with another code or other conditions */
} MadoTownChanges;

/* The towns of the country, found by code or by name. */
typedef struct _MadoTownTable MadoTownTable;

/* Where an address may still lie is a scope: a #GByteArray with a byte for each municipality. Each name that is read
 * off the address narrows it. */

MadoTownTable *mado_town_table_new (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_town_table_free (MadoTownTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTownTable, mado_town_table_free)

guint mado_town_table_get_count (const MadoTownTable *self);
MadoTown mado_town_table_get (const MadoTownTable *self, guint index);
guint mado_town_table_find_code (const MadoTownTable *self, const char *code, guint *out_first);
MadoTownChanges mado_town_table_compare (const MadoTownTable *before, const MadoTownTable *after);

GByteArray *mado_town_table_new_scope (const MadoTownTable *self);
const char *mado_town_table_get_prefecture (const MadoTownTable *self, const GByteArray *scope);
const char *mado_town_table_get_city (const MadoTownTable *self, const GByteArray *scope);
gsize mado_town_table_match_prefecture (const MadoTownTable *self, const char *text, GByteArray *scope);
gsize mado_town_table_match_city (const MadoTownTable *self, const char *text, GByteArray *scope);
gsize mado_town_table_match_town (const MadoTownTable *self,
                                  const char *text,
                                  const GByteArray *scope,
                                  GArray *out_towns);

G_END_DECLS
