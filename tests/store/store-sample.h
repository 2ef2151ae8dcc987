/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-profile.h"

G_BEGIN_DECLS

/* A folder of its own for each test, and in it a made-up profile with everything that opens it. */
typedef struct {
  char *folder;
  char *path; /* of the profile, without ending */
  MadoSecret *password;
  MadoSecret *other_password;
  MadoSecret *terminal_share;
  MadoSecret *service_share;
  MadoProfile profile;
  MadoProfilePlace place;
  MadoKeyShares shares; /* password, terminal's and service's share */
} StoreSample;

void store_sample_set_up (StoreSample *self, gconstpointer data);
void store_sample_tear_down (StoreSample *self, gconstpointer data);

extern const MadoArgon2idCost store_sample_cost; /* next to nothing */

MadoDatabase *store_sample_create (StoreSample *self) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *store_sample_create_first (StoreSample *self) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *store_sample_open (StoreSample *self) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *store_sample_open_copy (const StoreSample *self, const char *path) G_GNUC_WARN_UNUSED_RESULT;
char *store_sample_name (const StoreSample *self, const char *ending) G_GNUC_WARN_UNUSED_RESULT;
char *store_sample_load_setting (MadoDatabase *database, const char *key) G_GNUC_WARN_UNUSED_RESULT;
void store_sample_flip_byte (const char *path, gsize offset);
guint store_sample_count_files (const StoreSample *self);

#define store_sample_add(name, function)                                                                               \
  g_test_add (name, StoreSample, NULL, store_sample_set_up, function, store_sample_tear_down)

G_END_DECLS
