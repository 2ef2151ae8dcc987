/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-search.h"
#include "store-sample.h"

G_BEGIN_DECLS

/* A replica with made-up people, and the index of them. */
typedef struct {
  StoreSample store;
  MadoDatabase *database;
  MadoProgramme *programme;
  GHashTable *entities; /* row → MadoEntity */
} SearchSample;

void search_sample_set_up (SearchSample *self, gconstpointer programme);
void search_sample_tear_down (SearchSample *self, gconstpointer programme);

void search_sample_put (SearchSample *self, gint64 row, const char *kind, const char *body);
void search_sample_put_items (SearchSample *self, gint64 row, const char *items);
void search_sample_remove (SearchSample *self, gint64 row);
void search_sample_run (SearchSample *self, const char *sql);
char *search_sample_find (SearchSample *self, const char *typed) G_GNUC_WARN_UNUSED_RESULT;

#define search_sample_add(name, function)                                                                              \
  g_test_add (name, SearchSample, "ninpu-r7", search_sample_set_up, function, search_sample_tear_down)

G_END_DECLS
