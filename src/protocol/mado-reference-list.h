/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-hash.h"
#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/lists/…: the lists that a ward works by and that nobody in it makes: banks with their branches, towns
 * with their postal codes. What is said of one, and its text. Nobody's data are in it. */

#define MADO_REFERENCE_BANKS "banks"
#define MADO_REFERENCE_TOWNS "towns"

#define MADO_REFERENCE_MAX_LISTS 16
#define MADO_REFERENCE_MAX_TEXT (6 * 1024 * 1024) /* bytes: all of Japan's towns take half of it */

typedef struct {
  char *name;
  char *day; /* of the list, as 2026-08-24; of towns the day on which they were taken, for the post says none */
  MadoHash digest;
  MadoInstant since; /* it is in use */
  char *account;     /* of whoever took it into use */
} MadoReferenceList;

void mado_reference_list_free (MadoReferenceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReferenceList, mado_reference_list_free)

GBytes *mado_reference_list_write (const MadoReferenceList *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoReferenceList *mado_reference_list_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type MadoReferenceList) */
GPtrArray *mado_reference_roll_new (void) G_GNUC_WARN_UNUSED_RESULT;
const MadoReferenceList *mado_reference_roll_find (const GPtrArray *roll, const char *name);
GBytes *mado_reference_roll_write (const GPtrArray *roll, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_reference_roll_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *mado_reference_text_write (GBytes *list, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_reference_text_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
