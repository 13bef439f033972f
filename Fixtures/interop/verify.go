// Verifies notes, checkpoints and proofs with Go's own packages, one request a line:
//
//	note        <vkey> <note>
//	checkpoint  <vkey> <origin> <size> <root> <note>
//	inclusion   <vkey> <entry> <proof file>
//	consistency <vkey> <old note> <new note> [<hash>,...]
//	sign        <skey> <text>
//
// Files, texts and hashes are base64. Answers, one a line: "ok", with the note for sign, or
// "refused: " and the reason.
package main

import (
	"bufio"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
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
