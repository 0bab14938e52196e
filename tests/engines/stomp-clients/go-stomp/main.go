// go-stomp over a WebSocket connection against the open broker. Prints one line per check that passed.
//
//	go run . ws://127.0.0.1:15674/ws 1.2 text
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/go-stomp/stomp/v3"
	"github.com/go-stomp/stomp/v3/frame"
)

var (
	url     = os.Args[1]
	version = stomp.Version(os.Args[2])
	binary  = os.Args[3] == "binary"
)

var names int

func fresh(kind string) string {
	names++
	return fmt.Sprintf("/%s/go-%s-%s-%d", kind, os.Args[2], os.Args[3], names)
}

func dial(options ...func(*stomp.Conn) error) (*stomp.Conn, error) {
	socket, _, err := websocket.Dial(context.Background(), url, &websocket.DialOptions{
		Subprotocols: []string{"v12.stomp", "v11.stomp", "v10.stomp"},
	})
	if err != nil {
		return nil, err
	}
	socket.SetReadLimit(-1)
	kind := websocket.MessageText
	if binary {
		kind = websocket.MessageBinary
	}
	defaults := []func(*stomp.Conn) error{
		stomp.ConnOpt.AcceptVersion(version),
		stomp.ConnOpt.HeartBeat(0, 0),
		stomp.ConnOpt.Login("guest", "guest"),
	}
	return stomp.Connect(websocket.NetConn(context.Background(), socket, kind), append(defaults, options...)...)
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func expect(what string, got, wanted any) {
	if got != wanted {
		panic(fmt.Sprintf("%s: got %q, wanted %q", what, got, wanted))
	}
}

func connect(options ...func(*stomp.Conn) error) *stomp.Conn {
	connection, err := dial(options...)
	must(err)
	return connection
}

func subscribe(connection *stomp.Conn, destination string, ack stomp.AckMode) *stomp.Subscription {
	subscription, err := connection.Subscribe(destination, ack)
	must(err)
	return subscription
}

func next(subscription *stomp.Subscription) *stomp.Message {
	select {
	case message := <-subscription.C:
		must(message.Err)
		return message
	case <-time.After(5 * time.Second):
		panic("no message came")
	}
}

// send waits for the receipt.
func send(connection *stomp.Conn, destination, body string, options ...func(*frame.Frame) error) {
	options = append(options, stomp.SendOpt.Receipt)
	must(connection.Send(destination, "text/plain", []byte(body), options...))
}

func connectsAndDisconnects() {
	connection := connect()
	expect("version", connection.Version(), version)
	must(connection.Disconnect())
}

func wrongPasswordIsAnError() {
	_, err := dial(stomp.ConnOpt.Login("guest", "wrong"))
	var refused stomp.Error
	if !errors.As(err, &refused) && !strings.Contains(fmt.Sprint(err), "Access refused") {
		panic(fmt.Sprintf("not refused: %v", err))
	}
}

func topicWithHeadersAndUnicode() {
	connection, topic := connect(), fresh("topic")
	subscription := subscribe(connection, topic, stomp.AckAuto)
	odd := "plain"
	if version != stomp.V10 {
		odd = "a:b\nc\\d"
	}
	send(connection, topic, "안녕\nx", stomp.SendOpt.Header("odd", odd))
	message := next(subscription)
	expect("body", string(message.Body), "안녕\nx")
	expect("header", message.Header.Get("odd"), odd)
	expect("content-type", message.ContentType, "text/plain")
	must(connection.Disconnect())
}

func bytesWithNul() {
	connection, topic := connect(), fresh("topic")
	subscription := subscribe(connection, topic, stomp.AckAuto)
	body := []byte{0, 'a', 0, '\n', 0}
	if binary {
		body = append(body, 255, 254)
	}
	must(connection.Send(topic, "application/octet-stream", body))
	if got := next(subscription).Body; !bytes.Equal(got, body) {
		panic(fmt.Sprintf("body: %v", got))
	}
	must(connection.Disconnect())
}

// The writer of go-stomp cuts a large frame into many WebSocket messages; in text mode it would cut characters.
func largeBody() {
	connection, topic := connect(), fresh("topic")
	subscription := subscribe(connection, topic, stomp.AckAuto)
	body := strings.Repeat("abcdefgh ", 200_000)
	send(connection, topic, body)
	expect("length", string(next(subscription).Body) == body, true)
	must(connection.Disconnect())
}

func unsubscribe() {
	connection, topic := connect(), fresh("topic")
	subscription := subscribe(connection, topic, stomp.AckAuto)
	must(subscription.Unsubscribe())
	send(connection, topic, "x")
	if message, open := <-subscription.C; open && message.Err == nil {
		panic("a message came after UNSUBSCRIBE")
	}
	must(connection.Disconnect())
}

func transactions() {
	connection, topic := connect(), fresh("topic")
	subscription := subscribe(connection, topic, stomp.AckAuto)
	aborted := connection.Begin()
	must(aborted.Send(topic, "text/plain", []byte("never")))
	must(aborted.AbortWithReceipt())
	committed := connection.Begin()
	must(committed.Send(topic, "text/plain", []byte("inside")))
	send(connection, topic, "outside")
	expect("first", string(next(subscription).Body), "outside")
	must(committed.CommitWithReceipt())
	expect("second", string(next(subscription).Body), "inside")
	must(connection.Disconnect())
}

func acknowledgements() {
	connection, queue := connect(), fresh("queue")
	subscription := subscribe(connection, queue, stomp.AckClient)
	for _, body := range []string{"0", "1", "2"} {
		send(connection, queue, body)
	}
	next(subscription)
	second := next(subscription)
	next(subscription)
	must(connection.Ack(second))
	must(connection.Disconnect())
	again := connect()
	redelivered := subscribe(again, queue, stomp.AckClient)
	message := next(redelivered)
	expect("redelivered", string(message.Body), "2")
	if version != stomp.V10 {
		must(again.Nack(message))
		message = next(redelivered)
		expect("after NACK", string(message.Body), "2")
	}
	must(again.Ack(message))
	must(again.Disconnect())
}

func heartBeats() {
	connection := connect(stomp.ConnOpt.HeartBeat(400*time.Millisecond, 400*time.Millisecond))
	time.Sleep(2500 * time.Millisecond)
	send(connection, fresh("topic"), "still there")
	must(connection.Disconnect())
}

func main() {
	checks := []struct {
		name string
		run  func()
	}{
		{"connectsAndDisconnects", connectsAndDisconnects},
		{"wrongPasswordIsAnError", wrongPasswordIsAnError},
		{"topicWithHeadersAndUnicode", topicWithHeadersAndUnicode},
		{"bytesWithNul", bytesWithNul},
		{"largeBody", largeBody},
		{"unsubscribe", unsubscribe},
		{"transactions", transactions},
		{"acknowledgements", acknowledgements},
		{"heartBeats", heartBeats},
	}
	for _, check := range checks {
		check.run()
		fmt.Println("passed", check.name)
	}
}
