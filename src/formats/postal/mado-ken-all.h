/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-finding.h"
#include "mado-postal-code.h"

G_BEGIN_DECLS

/* A town as the post's file KEN_ALL lists it: split rows joined, the name without what is no part of it. */
typedef struct {
  char city_code[6];
  char code[MADO_POSTAL_CODE_SIZE];
  const char *prefecture;
  const char *city;
  const char *town; /* "": what the file lists no town for */
  const char *conditions;
} MadoKenAllTown;

typedef void (*MadoKenAllFunc) (const MadoKenAllTown *town, gpointer user_data);

gboolean mado_ken_all_read (
    GInputStream *stream, MadoKenAllFunc take_town, gpointer user_data, MadoFindings *findings, GError **error);

G_END_DECLS
