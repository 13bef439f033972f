// Verifies notes, checkpoints and proofs with Go's own packages, one request a line:
//
//	note        <vkey> <note>
//	checkpoint  <vkey> <origin> <size> <root> <note>
//	inclusion   <vkey> <entry> <proof file>
//	consistency <vkey> <old note> <new note> [<hash>,...]
//	sign        <skey> <text>
//	tiles       <folder> <size> <root>
//
// Files, folders, texts and hashes are base64. Answers, one a line: "ok", with the note for sign, or
// "refused: " and the reason.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		answer, err := do(strings.Split(lines.Text(), " "))
		if err != nil {
			fmt.Println("refused: " + strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println(strings.TrimSpace("ok " + answer))
		}
	}
}

func do(words []string) (string, error) {
	switch {
	case words[0] == "note" && len(words) == 3:
		_, err := open(words[1], words[2])
		return "", err
	case words[0] == "checkpoint" && len(words) == 6:
		return "", checkpoint(words[1:])
	case words[0] == "inclusion" && len(words) == 4:
		return "", inclusion(words[1], words[2], words[3])
	case words[0] == "consistency" && len(words) == 5:
		return "", consistency(words[1:])
	case words[0] == "sign" && len(words) == 3:
		return sign(words[1], words[2])
	case words[0] == "tiles" && len(words) == 4:
		return "", tiles(decode(words[1]), words[2], words[3])
	}
	return "", errors.New("unknown request")
}

func decode(text string) string {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return string(bytes)
}

func open(vkey, encoded string) (*note.Note, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, err
	}
	return note.Open([]byte(decode(encoded)), note.VerifierList(verifier))
}

func sign(skey, text string) (string, error) {
	signer, err := note.NewSigner(skey)
	if err != nil {
		return "", err
	}
	signed, err := note.Sign(&note.Note{Text: decode(text)}, signer)
	return base64.StdEncoding.EncodeToString(signed), err
}

// tree opens a checkpoint. tlog.ParseTree is for the origin of Go's own log only.
func tree(vkey, encoded string) (origin string, head tlog.Tree, err error) {
	opened, err := open(vkey, encoded)
	if err != nil {
		return "", head, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return "", head, errors.New("not three lines")
	}
	head.N, err = strconv.ParseInt(lines[1], 10, 64)
	if err == nil {
		head.Hash, err = tlog.ParseHash(lines[2])
	}
	return lines[0], head, err
}

func checkpoint(words []string) error {
	origin, head, err := tree(words[0], words[4])
	if err != nil {
		return err
	}
	if origin != decode(words[1]) || fmt.Sprint(head.N) != words[2] || head.Hash.String() != words[3] {
		return errors.New("another origin, size or root")
	}
	return nil
}

func inclusion(vkey, entry, encoded string) error {
	head, signed, found := strings.Cut(decode(encoded), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	hashes, err := parse(lines[2:])
	if err != nil {
		return err
	}
	_, tree, err := tree(vkey, base64.StdEncoding.EncodeToString([]byte(signed)))
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash([]byte(decode(entry)))
	return tlog.CheckRecord(hashes, tree.N, tree.Hash, index, leaf)
}

func consistency(words []string) error {
	_, older, err := tree(words[0], words[1])
	if err != nil {
		return err
	}
	_, newer, err := tree(words[0], words[2])
	if err != nil {
		return err
	}
	hashes, err := parse(strings.FieldsFunc(words[3], func(r rune) bool { return r == ',' }))
	if err != nil {
		return err
	}
	return tlog.CheckTree(hashes, newer.N, newer.Hash, older.N, older.Hash)
}

func parse(lines []string) (hashes []tlog.Hash, err error) {
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

// tiles proves the leaf of every entry in the bundles from the tiles, which the root vouches for.
func tiles(folder, size, root string) error {
	var head tlog.Tree
	var err error
	if head.N, err = strconv.ParseInt(size, 10, 64); err != nil {
		return err
	}
	if head.Hash, err = tlog.ParseHash(root); err != nil {
		return err
	}
	reader := tlog.TileHashReader(head, tileFolder{folder})
	for first := int64(0); first < head.N; first += 256 {
		entries, err := bundle(folder, first, head.N)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			index := tlog.StoredHashIndex(0, first+int64(i))
			hashes, err := reader.ReadHashes([]int64{index})
			if err != nil {
				return err
			}
			if hashes[0] != tlog.RecordHash(entry) {
				return fmt.Errorf("entry %d is not the leaf", first+int64(i))
			}
		}
	}
	return nil
}

// tileFolder reads tiles under the names of C2SP tlog-tiles, which have no height in them.
type tileFolder struct{ path string }

func (folder tileFolder) Height() int { return 8 }

func (folder tileFolder) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		name := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(folder.path, name))
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (folder tileFolder) SaveTiles([]tlog.Tile, [][]byte) {}

// bundle reads the entries from first on: length, big-endian, and bytes of each.
func bundle(folder string, first, size int64) (entries [][]byte, err error) {
	width := size - first
	if width > 256 {
		width = 256
	}
	// The level below 0 is Go's for data; C2SP calls it entries.
	tile := tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)}
	name := strings.Replace(tile.Path(), "tile/8/data", "tile/entries", 1)
	bytes, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	for len(bytes) >= 2 {
		length := int(binary.BigEndian.Uint16(bytes))
		if len(bytes) < 2+length {
			return nil, errors.New("a bundle is cut off")
		}
		entries = append(entries, bytes[2:2+length])
		bytes = bytes[2+length:]
	}
	if len(bytes) != 0 || int64(len(entries)) != width {
		return nil, errors.New("a bundle has another length")
	}
	return entries, nil
}
