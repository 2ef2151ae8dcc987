/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-durable-file.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* A file of records that nobody reads, alters, cuts off or puts together anew without the key: in pieces, packed, each
 * sealed in its place under a key of this file alone. It is there whole, or not at all: written beside its place,
 * brought to the disk, read again from there, and only then put in its place. */

#define MADO_SEALED_FILE_KEY_SIZE 32
#define MADO_SEALED_FILE_MAX_RECORD (48 * 1024 * 1024) /* bytes */

typedef struct _MadoSealedWriter MadoSealedWriter;

MadoSealedWriter *mado_sealed_writer_new (const char *path,
                                          const MadoSecret *key,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_sealed_writer_free (MadoSealedWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSealedWriter, mado_sealed_writer_free)
gboolean mado_sealed_writer_add (MadoSealedWriter *self, const GByteArray *record, GError **error);
gboolean mado_sealed_writer_finish (MadoSealedWriter *self, MadoDurableFileMode mode, GError **error);

typedef struct _MadoSealedReader MadoSealedReader;

MadoSealedReader *mado_sealed_reader_open (const char *path,
                                           const MadoSecret *key,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_sealed_reader_free (MadoSealedReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSealedReader, mado_sealed_reader_free)
gboolean mado_sealed_reader_next (MadoSealedReader *self, const guint8 **out_record, gsize *out_length, GError **error);

G_END_DECLS
