/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-instant.h"
#include "mado-key-file.h"
#include "mado-lease-file.h"

G_BEGIN_DECLS

/* A profile: one account on one terminal in one stream. It is a few files side by side: NAME.key, NAME.db with its log,
 * NAME.lock, NAME.lease for work without the service, NAME.recovery for whoever forgot the password, NAME.sign with
 * which its owner signs (mado-personal-key.h), and NAME.backup from before the last migration. */

#define MADO_PROFILE_SIGNING_KEY ".sign"

typedef struct {
  MadoId id;
  const char *ward;
  const char *programme;
  MadoId device; /* of the operations that are made here */
} MadoProfile;

/* Where it is, and how it is opened; the path has no ending. */
typedef MadoDatabasePlace MadoProfilePlace;

MadoDatabase *mado_profile_create (const MadoProfilePlace *place,
                                   const MadoProfile *profile,
                                   const MadoKeyShares *shares,
                                   const MadoArgon2idCost *cost,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoDatabase *mado_profile_open (const MadoProfilePlace *place,
                                 const MadoProfile *profile,
                                 const MadoKeyShares *shares,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_profile_change_key (const char *path,
                                  MadoId profile,
                                  const MadoKeyShares *shares,
                                  const MadoKeyShares *next,
                                  const MadoArgon2idCost *cost,
                                  GError **error);
gboolean mado_profile_take_lease (const char *path,
                                  MadoId profile,
                                  const MadoKeyShares *shares,
                                  const MadoLeaseTerm *term,
                                  const MadoArgon2idCost *cost,
                                  GError **error);
gboolean mado_profile_prepare_recovery (const char *path,
                                        MadoId profile,
                                        const MadoKeyShares *shares,
                                        const MadoSecret *recovery,
                                        const MadoArgon2idCost *cost,
                                        GError **error);
gboolean mado_profile_recover (const char *path,
                               const MadoKeyShares *shares,
                               const MadoKeyShares *next,
                               const MadoArgon2idCost *cost,
                               GError **error);
gboolean mado_profile_destroy (const char *path, GError **error);
gboolean mado_profile_load (MadoDatabase *database, MadoProfile *out_profile, GError **error);
gboolean mado_profile_save_device (MadoDatabase *database, MadoId device, GError **error);

G_END_DECLS
